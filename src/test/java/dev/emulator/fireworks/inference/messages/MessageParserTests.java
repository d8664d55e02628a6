package dev.emulator.fireworks.inference.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.ResponseFormat;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.SamplingOptions;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.ToolChoice;
import dev.emulator.fireworks.inference.Turn;
import dev.emulator.fireworks.story.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests for messages mean. */
class MessageParserTests {

    @Test
    void blocksBecomeTurns() {
        var turns = parse("""
                {"system": [{"type": "text", "text": "Be "}, {"type": "text", "text": "brief"}], "messages": [
                  {"role": "user", "content": [{"type": "text", "text": "Look: "},
                    {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "AA=="}},
                    {"type": "image", "source": {"type": "url", "url": "https://example.com/a.png"}},
                    {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "a file"}}]},
                  {"role": "assistant", "content": [{"type": "thinking", "thinking": "Hm", "signature": "s"},
                    {"type": "redacted_thinking", "data": "x"}, {"type": "text", "text": "I look"},
                    {"type": "tool_use", "id": "toolu_1", "name": "find", "input": {"q": "a"}}]},
                  {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "found"},
                    {"type": "tool_result", "tool_use_id": "toolu_2", "content": [{"type": "text", "text": "no"}]},
                    {"type": "text", "text": "And?"}]}]}
                """).conversation().turns();
        assertThat(turns)
                .containsExactly(
                        Turn.of(Role.SYSTEM, "Be brief"),
                        new Turn(
                                Role.USER,
                                "Look: a file",
                                List.of("data:image/png;base64,AA==", "https://example.com/a.png"),
                                "",
                                List.of(),
                                ""),
                        new Turn(
                                Role.ASSISTANT,
                                "I look",
                                List.of(),
                                "Hm",
                                List.of(new ToolCall("toolu_1", "find", "{\"q\":\"a\"}")),
                                ""),
                        new Turn(Role.TOOL, "found", List.of(), "", List.of(), "toolu_1"),
                        new Turn(Role.TOOL, "no", List.of(), "", List.of(), "toolu_2"),
                        Turn.of(Role.USER, "And?"));
    }

    @Test
    void textsCanBeStrings() {
        var turns = parse("""
                {"system": "Be brief", "messages": [{"role": "user", "content": "Hi"},
                  {"role": "assistant", "content": "Hello"}]}
                """).conversation().turns();
        assertThat(turns)
                .containsExactly(
                        Turn.of(Role.SYSTEM, "Be brief"), Turn.of(Role.USER, "Hi"), Turn.of(Role.ASSISTANT, "Hello"));
    }

    @Test
    void theOptionsAreThoseOfOtherEndpoints() {
        var prompt = parse("""
                {"max_tokens": 7, "stop_sequences": ["a", "b"], "stream": true, "metadata": {"user_id": "u"},
                 "tools": [{"name": "find", "description": "finds", "input_schema": {"type": "object"}}],
                 "output_config": {"format": {"type": "json_schema", "schema": {"type": "object"}}}}
                """);
        assertThat(prompt.sampling()).isEqualTo(new SamplingOptions(1, 7, List.of("a", "b")));
        assertThat(prompt.stream()).isTrue();
        assertThat(prompt.user()).isEqualTo("u");
        assertThat(prompt.metadata()).containsEntry("user_id", "u");
        assertThat(prompt.tool("find").orElseThrow().parameters().toString()).isEqualTo("{\"type\":\"object\"}");
        assertThat(prompt.format().type()).isEqualTo(ResponseFormat.Type.JSON_SCHEMA);
        assertThat(prompt.format().schema().toString()).isEqualTo("{\"type\":\"object\"}");
        assertThat(parse("{}").sampling().maxTokens()).isEqualTo(SamplingOptions.DEFAULT_MAX_TOKENS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'type': 'auto'}                                    | AUTO     |      | true
            {'type': 'any', 'disable_parallel_tool_use': true}  | REQUIRED |      | false
            {'type': 'tool', 'name': 'find'}                    | FUNCTION | find | true
            {'type': 'none'}                                    | NONE     |      | true
            """, quoteCharacter = '"')
    void theToolChoiceIsRead(String choice, ToolChoice.Mode mode, String function, boolean isParallel) {
        var prompt = parse("{\"tool_choice\": " + choice.replace('\'', '"') + "}");
        assertThat(prompt.toolChoice()).isEqualTo(new ToolChoice(mode, function == null ? "" : function));
        assertThat(prompt.parallelToolCalls()).isEqualTo(isParallel);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                  | ""
            {'thinking': {'type': 'enabled', 'budget_tokens': 2048}}                            | 2048
            {'thinking': {'type': 'disabled'}, 'output_config': {'effort': 'high'}}             | none
            {'thinking': {'type': 'adaptive'}, 'output_config': {'effort': 'high'}}             | high
            {'thinking': {'type': 'adaptive'}}                                                  | adaptive
            {'output_config': {'effort': 'low'}}                                                | low
            """, quoteCharacter = '"')
    void thinkingIsReasoningEffort(String body, String effort) {
        assertThat(parse(body.replace('\'', '"')).reasoningEffort()).isEqualTo(effort);
    }

    private static Prompt parse(String body) {
        var model = new ServedModel("m", "m", "m", "", 0, true, true, false);
        return MessageParser.parse("acme", model, Json.readObject(body));
    }
}
