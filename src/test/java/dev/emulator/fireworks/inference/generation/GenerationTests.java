package dev.emulator.fireworks.inference.generation;

import static dev.emulator.fireworks.inference.Inference.chatBody;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Without scripted replies and training data, replies are generated. */
@Verified(INFERRED)
class GenerationTests extends Story {

    private static final String SCHEMA = """
            {"type": "object",
             "properties": {"city": {"type": "string"}, "days": {"type": "integer", "minimum": 1, "maximum": 7}},
             "required": ["city", "days"], "additionalProperties": false}
            """;

    private final Inference inference = new Inference(api);

    @Test
    void aReplyDependsOnTheConversationAndTheModelOnly() {
        var reply = message(chatBody("Hello")).path("content").asString();
        assertThat(reply).matches("The Fireworks emulator generated this reply of gpt-oss-120b: \\w+ \\w+ \\d+\\.");
        assertThat(message(chatBody("Hello")).path("content").asString()).isEqualTo(reply);
        assertThat(message(chatBody("Hello!")).path("content").asString()).isNotEqualTo(reply);
        var other = chatBody("Hello", "model", "accounts/fireworks/models/deepseek-v3p2");
        assertThat(message(other).path("content").asString()).contains("deepseek-v3p2");
    }

    @Test
    void theChoicesOfARequestDiffer() {
        var choices = json(inference.chat(chatBody("Hello", "n", 3))).path("choices");
        assertThat(choices.valueStream()
                        .map(choice -> choice.at("/message/content").asString()))
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @Verified(DOCUMENTED)
    @CsvSource(delimiter = '|', textBlock = """
            {"type": "json_schema", "json_schema": {"name": "trip", "strict": true, "schema": SCHEMA}}
            {"type": "json_schema", "json_schema": {"name": "trip", "schema": SCHEMA}}
            {"type": "json_object", "schema": SCHEMA}
            """)
    void aReplyIsAnInstanceOfTheSchema(String format) {
        var body = chatBody("Hello", "response_format", Json.read(format.replace("SCHEMA", SCHEMA)));
        var trip = Json.read(message(body).path("content").asString());
        assertThat(trip.propertyNames()).containsExactly("city", "days");
        assertThat(trip.path("city").asString()).matches("emulated city \\d+");
        assertThat(trip.path("days").asInt()).isBetween(1, 7);
    }

    @Test
    @Verified(DOCUMENTED)
    void aReplyIsAnObject() {
        var body = chatBody("Hello", "response_format", Json.object("type", "json_object"));
        assertThat(Json.read(message(body).path("content").asString()).isObject())
                .isTrue();
    }

    @Test
    @Verified(DOCUMENTED)
    void jsonIsCutAfterTheMaximumNumberOfTokens() {
        var body = chatBody(
                "Hello",
                "response_format",
                Json.object("type", "json_object", "schema", Json.read(SCHEMA)),
                "max_tokens",
                4);
        var answer = json(inference.chat(body));
        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("length");
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(4);
        assertThat(answer.at("/choices/0/message/content").asString())
                .startsWith("{")
                .doesNotEndWith("}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type": "json_schema", "json_schema": {"name": "x", "schema": {"type": "integer", "minimum": 2, "maximum": 1}}} | Invalid JSON schema: no value satisfies the schema at $, field: 'response_format.json_schema.schema'
            {"type": "json_object", "schema": {"$ref": "https://example.com/a"}} | Invalid JSON schema: $ref https://example.com/a is not a schema inside this schema, field: 'response_format.schema'
            {"type": "json_object", "schema": {"type": "integer", "multipleOf": 0}} | Invalid JSON schema: multipleOf must be above 0, field: 'response_format.schema'
            {"type": "grammar", "grammar": "root ::= \\"yes\\""} | The emulator generates no text for a grammar: create a scripted reply, field: 'response_format.grammar'
            """)
    void formatsWithoutAReplyAreRefused(String format, String message) {
        var answer = inference.chat(chatBody("Hello", "response_format", Json.read(format)));
        assertThat(answer.statusCode()).isEqualTo(400);
        var error = Json.read(answer.asString()).path("error");
        assertThat(error.path("message").asString()).isEqualTo(message);
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
    }

    @Test
    @Verified(DOCUMENTED)
    void aRequiredToolIsCalledWithValidArguments() {
        var function = Json.object("name", "plan_trip", "parameters", Json.read(SCHEMA));
        var body = chatBody(
                "Hello",
                "tools",
                List.of(Json.object("type", "function", "function", function)),
                "tool_choice",
                "required");
        var answer = json(inference.chat(body));
        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("tool_calls");
        var calls = answer.at("/choices/0/message/tool_calls");
        assertThat(calls).hasSize(1);
        assertThat(calls.at("/0/id").asString()).matches("call_\\w{24}");
        assertThat(calls.at("/0/function/name").asString()).isEqualTo("plan_trip");
        assertThat(Json.read(calls.at("/0/function/arguments").asString())
                        .path("days")
                        .asInt())
                .isBetween(1, 7);
        assertThat(json(inference.chat(body)).at("/choices/0/message/tool_calls/0/function"))
                .isEqualTo(calls.at("/0/function"));
    }

    @ParameterizedTest
    @CsvSource({"low, true", "high, true", "none, false"})
    void aReplyHasReasoningIfTheRequestAsksForIt(String effort, boolean expected) {
        var message = message(chatBody("Hello", "reasoning_effort", effort));
        assertThat(message.has("reasoning_content")).isEqualTo(expected);
        assertThat(message.path("content").asString()).isNotEmpty();
    }

    private JsonNode message(JsonNode body) {
        var answer = inference.chat(body);
        assertThat(answer.header("X-Emulator-Reply")).isEqualTo("generated");
        return json(answer).at("/choices/0/message");
    }
}
