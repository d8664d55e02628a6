package dev.emulator.fireworks.inference.chat;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.ResponseFormat;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.SamplingOptions;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Verified;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parameters of requests. */
@Verified(DOCUMENTED)
class RequestParserTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                       | AUTO     | ''
            {"tool_choice": "auto"}                                                  | AUTO     | ''
            {"tool_choice": "none"}                                                  | NONE     | ''
            {"tool_choice": "any"}                                                   | REQUIRED | ''
            {"tool_choice": "required"}                                              | REQUIRED | ''
            {"tool_choice": {"type": "function", "function": {"name": "f"}}}         | FUNCTION | f
            {"tool_choice": {"type": "function"}}                                    | REQUIRED | ''
            {"tool_choice": null, "function_call": {"name": "f"}}                    | FUNCTION | f
            {"function_call": "none"}                                                | NONE     | ''
            {"function_call": "auto"}                                                | AUTO     | ''
            """)
    void aToolChoice(String body, String mode, String function) {
        var choice = ToolOptions.choice(Json.read(body));
        assertThat(choice.mode().name()).isEqualTo(mode);
        assertThat(choice.function()).isEqualTo(function);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                             | ''
            {"reasoning_effort": null}                                     | ''
            {"reasoning_effort": "low"}                                    | low
            {"reasoning_effort": true}                                     | medium
            {"reasoning_effort": false}                                    | none
            {"reasoning_effort": 512}                                      | 512
            {"thinking": {"type": "enabled"}}                              | medium
            {"thinking": {"type": "enabled", "budget_tokens": 2048}}       | 2048
            {"thinking": {"type": "disabled"}}                             | none
            """)
    void aReasoningEffort(String body, String effort) {
        assertThat(PromptOptions.reasoningEffort(Json.read(body))).isEqualTo(effort);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                        | TEXT        | ''   | ''
            {"response_format": {"type": "text"}}                                                     | TEXT        | ''   | ''
            {"response_format": {"type": "json_object"}}                                              | JSON_OBJECT | ''   | ''
            {"response_format": {"type": "json_object", "schema": {"a": 1}}}                          | JSON_OBJECT | ''   | {"a":1}
            {"response_format": {"type": "json_object", "schema": "{\\"a\\": 1}"}}                    | JSON_OBJECT | ''   | {"a":1}
            {"response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema": {}}}}  | JSON_SCHEMA | n    | {}
            {"response_format": {"type": "grammar", "grammar": "root ::= x"}}                         | GRAMMAR     | ''   | ''
            """)
    void aResponseFormat(String body, ResponseFormat.Type type, String name, String schema) {
        var format = PromptOptions.format(Json.read(body));
        assertThat(format.type()).isEqualTo(type);
        assertThat(format.name()).isEqualTo(name);
        assertThat(format.schema().toString()).isEqualTo(schema);
        assertThat(format.grammar()).isEqualTo(type == ResponseFormat.Type.GRAMMAR ? "root ::= x" : "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                  | 1 | 2048 | ''
            {"n": 3, "max_tokens": 5, "stop": "x"}              | 3 | 5    | x
            {"max_completion_tokens": 6, "stop": ["x", "y"]}    | 1 | 6    | x,y
            {"max_tokens": null, "max_completion_tokens": 0}    | 1 | 0    | ''
            {"max_tokens": null, "n": null, "stop": null}       | 1 | 2048 | ''
            """)
    void samplingOptions(String body, int choices, int maxTokens, String stop) {
        var stops = stop.isEmpty() ? List.<String>of() : List.of(stop.split(","));
        assertThat(PromptOptions.sampling(Json.read(body))).isEqualTo(new SamplingOptions(choices, maxTokens, stops));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                              | NONE    | 0 | 0
            {"logprobs": false, "top_logprobs": null}       | NONE    | 0 | 0
            {"logprobs": true}                              | CONTENT | 0 | 0
            {"logprobs": true, "top_logprobs": 4}           | CONTENT | 4 | 0
            {"logprobs": 0}                                 | LEGACY  | 0 | 0
            {"logprobs": 3, "top_logprobs": 1}              | LEGACY  | 3 | 0
            {"echo": true}                                  | NONE    | 0 | 2147483647
            {"echo": true, "echo_last": 7}                  | NONE    | 0 | 7
            """)
    void answerOptions(String body, AnswerOptions.LogprobsForm form, int top, int echo) {
        var options = AnswerOptions.of(Json.read(body));
        assertThat(options.logprobs()).isEqualTo(form);
        assertThat(options.topLogprobs()).isEqualTo(top);
        assertThat(options.echo()).isEqualTo(echo);
    }

    @Test
    void functionsAreTools() {
        var tools = ToolOptions.tools(Json.read("""
                {"functions": [{"name": "f", "description": "d", "parameters": {"type": "object"}}]}"""));
        assertThat(tools).isEqualTo(ToolOptions.tools(Json.read("""
                {"tools": [{"type": "function",
                  "function": {"name": "f", "description": "d", "parameters": {"type": "object"}}}]}""")));
        assertThat(tools.get(0).name()).isEqualTo("f");
        assertThat(tools.get(0).parameters().path("type").asString()).isEqualTo("object");
    }

    @Test
    void aConversation() {
        var turns = Messages.conversation(Json.read("""
                [{"role": "developer", "content": "Be brief"},
                 {"role": "user", "content": [{"type": "text", "text": "Look"},
                   {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}]},
                 {"role": "assistant", "content": null, "reasoning_content": "hm", "tool_calls": [
                   {"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{\\"a\\": 1}"}},
                   {"id": "c2", "type": "function", "function": {"name": "g", "arguments": {"b": 2}}}]},
                 {"role": "tool", "tool_call_id": "c1", "content": "one"},
                 {"role": "function", "name": "g", "content": "two"}]""")).turns();
        assertThat(turns.stream().map(turn -> turn.role()))
                .containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.TOOL, Role.TOOL);
        assertThat(turns.get(1).text()).isEqualTo("Look");
        assertThat(turns.get(1).images()).containsExactly("https://example.com/a.png");
        assertThat(turns.get(2).text()).isEmpty();
        assertThat(turns.get(2).reasoning()).isEqualTo("hm");
        assertThat(turns.get(2).toolCalls())
                .containsExactly(new ToolCall("c1", "f", "{\"a\": 1}"), new ToolCall("c2", "g", "{\"b\":2}"));
        assertThat(turns.get(3).toolCallId()).isEqualTo("c1");
    }
}
