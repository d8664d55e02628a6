package dev.emulator.fireworks.inference.schema;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Invalid requests for chat completions are refused with the service's messages. */
class RequestValidationTests extends Story {

    private static final String VALID = """
            {"model": "accounts/fireworks/models/gpt-oss-20b", "messages": [{"role": "user", "content": "Hello"}]}""";

    @ParameterizedTest
    @Verified(OBSERVED)
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"tool_stream": true}       | Extra inputs are not permitted, field: 'tool_stream', value: True
            {"streaming": true}         | Extra inputs are not permitted, field: 'streaming', value: True
            {"esfuerzo": 100}           | Extra inputs are not permitted, field: 'esfuerzo', value: 100
            {"messages": [{"role": "user", "content": "x"}, {"role": "assistant", "content": "x", "agent": "cli"}]} | \
                Extra inputs are not permitted, field: 'messages[1].agent', value: 'cli'
            {"messages": [{"role": "user", "content": [{"type": "text", "text": "x", "cache_control": {"type": "ephemeral"}}]}]} | \
                2 request validation errors: Input should be a valid string, field: 'messages[0].content.str', \
            value: [{'type': 'text', 'text': 'x', 'cache_control': {'type': 'ephemeral'}}]; Extra inputs are not permitted, \
            field: 'messages[0].content.list[ChatMessageContent][0].cache_control'
            {"messages": [{"role": "tool", "content": "x", "tool_calls": [{"id": "c", "function": {"name": "f"}, "extra_content": {}}]}]} | \
                Extra inputs are not permitted, field: 'messages[0].tool_calls[0].extra_content'
            {"response_format": {"type": "json_object", "response_schema": {}}} | \
                1 validation error for ResponseFormatJSONObject\\nresponse_schema\\n  Extra inputs are not permitted
            {"reasoning_effort": "minimal"} | 3 request validation errors: Input should be 'low', 'medium', 'high', 'xhigh', 'max', \
            'none' or 'adaptive', field: 'reasoning_effort.literal['low','medium','high','xhigh','max','none','adaptive']', \
            value: 'minimal'; Input should be a valid integer, unable to parse string as an integer, field: 'reasoning_effort.int', \
            value: 'minimal'; Input should be a valid boolean, unable to interpret input, field: 'reasoning_effort.bool', value: 'minimal'
            """)
    void observedMessages(String change, String message) {
        refused(change, message);
    }

    @ParameterizedTest
    @Verified(INFERRED)
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"messages": "hi"}     | Input should be a valid list, field: 'messages', value: 'hi'
            {"messages": ["hi"]}   | Input should be a valid dictionary or object to extract fields from, field: 'messages[0]', value: 'hi'
            {"messages": [{"content": "x"}]} | Field required, field: 'messages[0].role'
            {"model": null}        | Input should be a valid string, field: 'model', value: None
            {"temperature": 3.5}   | Input should be less than or equal to 2, field: 'temperature', value: 3.5
            {"temperature": "hot"} | Input should be a valid number, unable to parse string as a number, field: 'temperature', value: 'hot'
            {"top_k": -1}          | Input should be greater than or equal to 0, field: 'top_k', value: -1
            {"max_tokens": 1.5}    | Input should be a valid integer, got a number with a fractional part, field: 'max_tokens', value: 1.5
            {"n": 129}             | Input should be less than or equal to 128, field: 'n', value: 129
            {"stream": "maybe"}    | Input should be a valid boolean, unable to interpret input, field: 'stream', value: 'maybe'
            {"stop": ["a", "b", "c", "d", "e"]} | 2 request validation errors: Input should be a valid string, field: 'stop.str', \
            value: ['a', 'b', 'c', 'd', 'e']; List should have at most 4 items after validation, not 5, field: 'stop.list[str]', \
            value: ['a', 'b', 'c', 'd', 'e']
            {"metadata": {"a": 1}} | Input should be a valid string, field: 'metadata.a', value: 1
            {"context_length_exceeded_behavior": "x"} | Input should be 'error' or 'truncate', field: 'context_length_exceeded_behavior', value: 'x'
            {"tools": [{"type": "x"}], "user": 5} | 2 request validation errors: Input should be 'function', field: 'tools[0].type', \
            value: 'x'; Input should be a valid string, field: 'user', value: 5
            {"response_format": {"type": "json_object", "schema": 5, "x": 1}} | 3 validation errors for ResponseFormatJSONObject\\n\
            schema.str\\n  Input should be a valid string\\nschema.dict[str,any]\\n  Input should be a valid dictionary\\nx\\n  \
            Extra inputs are not permitted
            """)
    void messagesOfPydantic(String change, String message) {
        refused(change, message);
    }

    @Test
    @Verified(INFERRED)
    void missingFieldsAreReportedTogether() {
        var answer = request("{}").post("/inference/v1/chat/completions");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.asString()).at("/error/message").asString())
                .isEqualTo(
                        "2 request validation errors: Field required, field: 'model'; Field required, field: 'messages'");
    }

    /** Answers contain the index of each tool call, and OpenAI's client sends such messages back as they are. */
    @Test
    @Verified(INFERRED)
    void theMessageOfAnAnswerIsAccepted() {
        accepted("""
                {"messages": [{"role": "user", "content": "x"}, {"role": "assistant", "content": null, "tool_calls": [
                  {"index": 0, "id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{}"}}]},
                  {"role": "tool", "tool_call_id": "call_1", "content": "y"}]}""");
    }

    private void accepted(String change) {
        assertThat(json(request(with(change)).post("/v1/chat/completions")).path("choices"))
                .hasSize(1);
    }

    @ParameterizedTest
    @Verified(INFERRED)
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"n": "1"}
            {"n": 1.0}
            {"max_tokens": 1000000000000000000000000}
            {"stream": "off"}
            {"temperature": true}
            {"stream_options": {"include_usage": true, "chunk_include_usage": 1}}
            """)
    void similarTypesAreConverted(String change) {
        accepted(change);
    }

    private void refused(String change, String message) {
        var answer = request(with(change)).post("/inference/v1/chat/completions");
        assertThat(answer.statusCode()).isEqualTo(400);
        var error = json(answer.asString()).path("error");
        assertThat(error.path("message").asString()).isEqualTo(message.replace("\\n", "\n"));
        assertThat(error.propertyNames()).containsExactly("object", "type", "code", "message");
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
    }

    private static ObjectNode with(String change) {
        return Json.readObject(VALID).setAll(Json.readObject(change));
    }
}
