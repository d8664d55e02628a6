package dev.emulator.fireworks.inference.messages;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A model answers messages. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class MessagesTests extends Story {

    private static final Map<String, Object> TOOL = Map.of(
            "name",
            "find",
            "description",
            "finds",
            "input_schema",
            Map.of("type", "object", "properties", Map.of("q", Map.of("type", "string")), "required", List.of("q")));

    private final Inference inference = new Inference(api);

    @ParameterizedTest
    @ValueSource(strings = {"/inference/v1/messages", "/v1/messages"})
    void aMessageHasTheFieldsOfTheDialect(String path) {
        var response = inference
                .request()
                .contentType("application/json")
                .body(body().toString())
                .post(path);
        var answer = json(response);
        assertThat(answer.propertyNames())
                .containsExactly("id", "type", "role", "content", "model", "stop_reason", "stop_sequence", "usage");
        assertThat(answer.path("id").asString()).startsWith("msg_");
        assertThat(answer.path("type").asString()).isEqualTo("message");
        assertThat(answer.path("model").asString()).isEqualTo(Inference.MODEL);
        assertThat(answer.at("/content/0/type").asString()).isEqualTo("text");
        assertThat(answer.at("/content/0/text").asString()).isNotEmpty();
        assertThat(answer.path("stop_reason").asString()).isEqualTo("end_turn");
        assertThat(answer.path("stop_sequence").isNull()).isTrue();
        assertThat(answer.at("/usage/input_tokens").asInt()).isPositive();
        assertThat(response.header("X-Emulator-Reply")).isEqualTo("generated");
        assertThat(response.header("fireworks-prompt-tokens"))
                .isEqualTo(answer.at("/usage/input_tokens").asString());
        assertThat(Json.read(response.header("fireworks-sampling-options"))
                        .path("max_tokens")
                        .asInt())
                .isEqualTo(200);
    }

    @Test
    void theKeyCanBeInTheHeaderOfTheDialect() {
        var key = "fw_account_" + account;
        RestAssured.given()
                .port(port)
                .header("x-api-key", key)
                .header("anthropic-version", "2023-06-01")
                .contentType("application/json")
                .body(body().toString())
                .post("/inference/v1/messages")
                .then()
                .statusCode(200);
    }

    @Test
    void theSameConversationHasTheSameAnswerAsInAChat() {
        var message = message("system", "Be brief");
        var chat = json(inference.chat(Json.object(
                "model",
                Inference.MODEL,
                "messages",
                List.of(Json.object("role", "system", "content", "Be brief"), userMessage("Hello")))));
        assertThat(message.at("/usage/input_tokens")).isEqualTo(chat.at("/usage/prompt_tokens"));
    }

    @Test
    void maxTokensAndStopSequencesEndTheMessage() {
        var whole = text(message());
        var cut = message("max_tokens", 3);
        assertThat(cut.path("stop_reason").asString()).isEqualTo("max_tokens");
        assertThat(cut.at("/usage/output_tokens").asInt()).isEqualTo(3);
        assertThat(whole).startsWith(text(cut)).isNotEqualTo(text(cut));
        var stop = whole.substring(whole.length() / 2, whole.length() / 2 + 4);
        var stopped = message("stop_sequences", List.of("never said", stop));
        assertThat(stopped.path("stop_reason").asString()).isEqualTo("stop_sequence");
        assertThat(stopped.path("stop_sequence").asString()).isEqualTo(stop);
        assertThat(text(stopped)).isEqualTo(whole.substring(0, whole.indexOf(stop)));
    }

    @Test
    void aRequiredToolIsUsedAndItsResultIsRead() {
        var used = message("tools", List.of(TOOL), "tool_choice", Map.of("type", "any"));
        assertThat(used.path("stop_reason").asString()).isEqualTo("tool_use");
        var block = used.path("content").path(used.path("content").size() - 1);
        assertThat(block.path("type").asString()).isEqualTo("tool_use");
        assertThat(block.path("id").asString()).matches("toolu_[A-Za-z0-9]{24}");
        assertThat(block.path("name").asString()).isEqualTo("find");
        assertThat(block.at("/input/q").isString()).isTrue();
        var result =
                Map.of("type", "tool_result", "tool_use_id", block.path("id").asString(), "content", "found");
        var answer = json(inference.post(
                "messages",
                Json.object(
                        "model",
                        Inference.MODEL,
                        "tools",
                        List.of(TOOL),
                        "messages",
                        List.of(
                                userMessage("Hello"),
                                Json.object("role", "assistant", "content", used.path("content")),
                                Json.object("role", "user", "content", List.of(result))))));
        assertThat(answer.path("stop_reason").asString()).isEqualTo("end_turn");
        assertThat(answer.at("/usage/input_tokens").asInt())
                .isGreaterThan(used.at("/usage/input_tokens").asInt());
    }

    @Test
    void thinkingIsABlockBeforeTheText() {
        var answer = message("thinking", Map.of("type", "enabled", "budget_tokens", 1024));
        assertThat(answer.at("/content/0/type").asString()).isEqualTo("thinking");
        assertThat(answer.at("/content/0/thinking").asString()).isNotEmpty();
        assertThat(answer.at("/content/0/signature").asString()).isNotEmpty();
        assertThat(answer.at("/content/1/type").asString()).isEqualTo("text");
        assertThat(message("thinking", Map.of("type", "disabled"))
                        .at("/content/0/type")
                        .asString())
                .isEqualTo("text");
    }

    @Test
    void aSchemaDeterminesTheText() {
        var schema = Map.of(
                "type", "object", "properties", Map.of("n", Map.of("type", "integer")), "required", List.of("n"));
        var answer = message("output_config", Map.of("format", Map.of("type", "json_schema", "schema", schema)));
        assertThat(Json.read(text(answer)).path("n").isIntegralNumber()).isTrue();
    }

    @Test
    void rawOutputIsReturnedOnRequest() {
        var answer = message("raw_output", true);
        assertThat(answer.at("/raw_output/prompt_fragments/0").asString()).isEqualTo("Hello");
        assertThat(answer.at("/raw_output/completion").asString()).isEqualTo(text(answer));
        assertThat(answer.at("/raw_output/prompt_token_ids"))
                .hasSize(answer.at("/usage/input_tokens").asInt());
        assertThat(answer.at("/raw_output/completion_token_ids"))
                .hasSize(answer.at("/usage/output_tokens").asInt());
    }

    @Test
    @Verified(INFERRED)
    void aStreamIsTheAnswerInEvents() {
        var answer = message();
        var stream = inference.post("messages", Json.with(body(), "stream", true));
        stream.then()
                .statusCode(200)
                .contentType(startsWith("text/event-stream"))
                .header("X-Emulator-Reply", notNullValue());
        var text = stream.asString();
        var names = Pattern.compile("(?m)^event: (.*)$").matcher(text).results().map(match -> match.group(1));
        assertThat(names.distinct())
                .containsExactly(
                        "message_start",
                        "ping",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        var data = Pattern.compile("(?m)^data: (.*)$")
                .matcher(text)
                .results()
                .map(match -> Json.read(match.group(1)))
                .toList();
        assertThat(data.stream()
                        .map(event -> event.at("/delta/text").asString(""))
                        .collect(Collectors.joining()))
                .isEqualTo(text(answer));
        assertThat(data.get(data.size() - 2).path("usage")).isEqualTo(answer.path("usage"));
    }

    @Test
    void anInvalidRequestIsRefused() {
        inference.post("messages", Json.with(body(), "nothing", 1)).then().statusCode(400);
        inference
                .post("messages", Json.with(body(), "thinking", Map.of("type", "enabled", "budget_tokens", 1023)))
                .then()
                .statusCode(400);
        inference
                .post("messages", Json.with(body(), "model", "accounts/fireworks/models/unknown"))
                .then()
                .statusCode(404);
    }

    @Test
    @Verified(OBSERVED)
    void tokensCannotBeCounted() {
        inference.post("messages/count_tokens", body()).then().statusCode(404);
        inference.post("v1/messages", body()).then().statusCode(404);
    }

    private JsonNode message(Object... more) {
        var response = inference.post("messages", Json.with(body(), more));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return json(response);
    }

    private static String text(JsonNode answer) {
        return answer.at("/content/0/text").asString();
    }

    private static ObjectNode body() {
        return Json.object("model", Inference.MODEL, "max_tokens", 200, "messages", List.of(userMessage("Hello")));
    }

    private static ObjectNode userMessage(String text) {
        return Json.object("role", "user", "content", text);
    }
}
