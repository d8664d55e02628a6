package dev.emulator.fireworks.inference.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.inference.InferenceException;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.Turn;
import dev.emulator.fireworks.story.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The items of requests as turns. */
class InputItemsTests {

    @Test
    void aReplyIsOneTurn() {
        assertThat(turns("""
                [{"role": "developer", "content": "Be brief"},
                 {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Look: "},
                   {"type": "input_image", "image_url": "https://example.com/a.png"}]},
                 {"type": "reasoning", "summary": [], "content": [{"type": "reasoning_text", "text": "Hm"}]},
                 {"type": "function_call", "call_id": "call_1", "name": "find", "arguments": "{}"},
                 {"type": "function_call", "call_id": "call_2", "name": "open", "arguments": "{}"},
                 {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "I look"}]},
                 {"type": "function_call_output", "call_id": "call_1", "output": "found"},
                 {"type": "function_call_output", "call_id": "call_2", "output": [{"type": "input_text", "text": "no"}]},
                 {"role": "assistant", "content": "One"}, {"role": "assistant", "content": "Two"}]
                """))
                .containsExactly(
                        Turn.of(Role.SYSTEM, "Be brief"),
                        new Turn(Role.USER, "Look: ", List.of("https://example.com/a.png"), "", List.of(), ""),
                        new Turn(
                                Role.ASSISTANT,
                                "I look",
                                List.of(),
                                "Hm",
                                List.of(new ToolCall("call_1", "find", "{}"), new ToolCall("call_2", "open", "{}")),
                                ""),
                        new Turn(Role.TOOL, "found", List.of(), "", List.of(), "call_1"),
                        new Turn(Role.TOOL, "no", List.of(), "", List.of(), "call_2"),
                        Turn.of(Role.ASSISTANT, "One"),
                        Turn.of(Role.ASSISTANT, "Two"));
    }

    @Test
    void theSummaryIsTheReasoningOfAModelThatHidesIt() {
        assertThat(turns("[{'type': 'reasoning', 'summary': [{'type': 'summary_text', 'text': 'Hm'}]}]"
                        .replace('\'', '"')))
                .containsExactly(new Turn(Role.ASSISTANT, "", List.of(), "Hm", List.of(), ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'role': 'robot', 'content': 'a'}                                     | input[0].role
            {'role': 'user'}                                                      | input[0].content
            {'role': 'user', 'content': ['a']}                                    | input[0].content
            {'type': 'function_call', 'name': 'a', 'arguments': '{}'}             | input[0].call_id
            {'type': 'function_call', 'call_id': 'c', 'arguments': '{}'}          | input[0].name
            {'type': 'function_call', 'call_id': 'c', 'name': 'a'}                | input[0].arguments
            {'type': 'function_call_output', 'call_id': 'c'}                      | input[0].output
            {'type': 'item_reference', 'id': 'a'}                                 | input[0]
            """)
    void anInvalidItemIsRefused(String item, String path) {
        var items = Json.read("[" + item.replace('\'', '"') + "]");
        assertThatThrownBy(() -> InputItems.check(items))
                .isInstanceOf(InferenceException.class)
                .hasMessageEndingWith(", field: '" + path + "'");
    }

    private static List<Turn> turns(String items) {
        var parsed = Json.read(items);
        InputItems.check(parsed);
        return InputItems.turns(parsed.valueStream().<JsonNode>map(item -> item).toList());
    }
}
