package dev.emulator.fireworks.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.Conversation;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.ToolChoice;
import dev.emulator.fireworks.inference.ToolDefinition;
import dev.emulator.fireworks.inference.Turn;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class GeneratedRepliesTests {

    private static final List<ToolDefinition> TOOLS = List.of(tool("get_weather"), tool("get_time"), tool("search"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AUTO     |          | true  | Call get_weather     |            |
            NONE     |          | true  | Call get_weather     |            |
            REQUIRED |          | true  | Hello                |            | get_weather
            REQUIRED |          | true  | search, then GET_TIME |           | get_time,search
            REQUIRED |          | false | search, then GET_TIME |           | get_time
            REQUIRED |          | true  | search, then get_time | search    | get_time
            REQUIRED |          | true  | Hello                | get_weather | get_time
            FUNCTION | search   | true  | Call get_weather     |            | search
            FUNCTION | search   | true  | Call get_weather     | search     |
            """)
    void toolsAreCalledIfRequired(
            ToolChoice.Mode mode, String function, boolean parallel, String text, String called, String expected) {
        var turns = called == null
                ? List.of(Turn.of(Role.USER, text))
                : List.of(
                        Turn.of(Role.USER, text),
                        new Turn(Role.ASSISTANT, "", List.of(), "", List.of(new ToolCall("c", called, "{}")), ""),
                        new Turn(Role.TOOL, "21", List.of(), "", List.of(), "c"));
        var choice = new ToolChoice(mode, function == null ? "" : function);
        var calls = GeneratedToolCalls.create(prompt(turns, choice, parallel), new SplittableRandom(1));
        assertThat(calls)
                .extracting(ToolCall::name)
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected.split(",")));
        assertThat(calls)
                .allSatisfy(call -> assertThat(call.arguments()).matches("\\{\"city\":\"emulated city \\d+\"}"));
    }

    @Test
    void aToolWithoutParametersIsCalledWithAnEmptyObject() {
        var base = prompt(List.of(Turn.of(Role.USER, "Hi")), ToolChoice.REQUIRED, true);
        var prompt = withTools(base, List.of(new ToolDefinition("now", "", MissingNode.getInstance())));
        assertThat(GeneratedToolCalls.create(prompt, new SplittableRandom(1)))
                .containsExactly(new ToolCall("", "now", "{}"));
    }

    private static ToolDefinition tool(String name) {
        return new ToolDefinition(name, "", new JsonMapper().readTree("""
                {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
                """));
    }

    private static Prompt prompt(List<Turn> turns, ToolChoice choice, boolean parallel) {
        var model = new ServedModel("m", "m", "m", "", 0, true, false, false);
        var base = Prompt.of(Operation.CHAT, "a", model, new Conversation(turns));
        return new Prompt(
                base.operation(),
                base.account(),
                base.model(),
                base.conversation(),
                TOOLS,
                choice,
                parallel,
                base.format(),
                base.sampling(),
                base.reasoningEffort(),
                base.stream(),
                base.user(),
                base.metadata());
    }

    private static Prompt withTools(Prompt base, List<ToolDefinition> tools) {
        return new Prompt(
                base.operation(),
                base.account(),
                base.model(),
                base.conversation(),
                tools,
                base.toolChoice(),
                base.parallelToolCalls(),
                base.format(),
                base.sampling(),
                base.reasoningEffort(),
                base.stream(),
                base.user(),
                base.metadata());
    }
}
