package dev.emulator.fireworks.inference.responses;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A model answers with responses. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class ResponsesTests extends Story {

    private static final Map<String, Object> SCHEMA =
            Map.of("type", "object", "properties", Map.of("q", Map.of("type", "string")), "required", List.of("q"));
    private static final Map<String, Object> TOOL =
            Map.of("type", "function", "name", "find", "description", "finds", "parameters", SCHEMA);

    private final Inference inference = new Inference(api);

    @ParameterizedTest
    @ValueSource(strings = {"/inference/v1/responses", "/v1/responses"})
    void aResponseHasTheFieldsOfTheService(String path) {
        var response = inference
                .request()
                .contentType("application/json")
                .body(body("Hello", "metadata", Map.of("a", "b"), "instructions", "Be brief")
                        .toString())
                .post(path);
        var answer = json(response);
        assertThat(answer.propertyNames())
                .containsExactly(
                        "id",
                        "object",
                        "created_at",
                        "status",
                        "model",
                        "output",
                        "previous_response_id",
                        "usage",
                        "error",
                        "incomplete_details",
                        "instructions",
                        "max_output_tokens",
                        "max_tool_calls",
                        "parallel_tool_calls",
                        "reasoning",
                        "store",
                        "temperature",
                        "text",
                        "tool_choice",
                        "tools",
                        "top_p",
                        "truncation",
                        "user",
                        "metadata");
        assertThat(answer.path("id").asString()).startsWith("resp_");
        assertThat(answer.path("object").asString()).isEqualTo("response");
        assertThat(answer.path("status").asString()).isEqualTo("completed");
        assertThat(answer.path("instructions").asString()).isEqualTo("Be brief");
        assertThat(answer.path("truncation").asString()).isEqualTo("disabled");
        assertThat(answer.path("tool_choice").asString()).isEqualTo("auto");
        assertThat(answer.path("metadata").toString()).isEqualTo("{\"a\":\"b\"}");
        assertThat(answer.at("/output/0/role").asString()).isEqualTo("user");
        assertThat(answer.at("/output/0/content/0/text").asString()).isEqualTo("Hello");
        assertThat(answer.at("/output/1/role").asString()).isEqualTo("assistant");
        assertThat(answer.at("/output/1/id").asString()).startsWith("msg_");
        assertThat(answer.at("/output/1/content/0/type").asString()).isEqualTo("output_text");
        assertThat(text(answer)).isNotEmpty();
        var usage = answer.path("usage");
        assertThat(usage.path("prompt_tokens").asInt())
                .isPositive()
                .isEqualTo(usage.path("input_tokens").asInt());
        assertThat(usage.path("completion_tokens")).isEqualTo(usage.path("output_tokens"));
        assertThat(response.header("X-Emulator-Reply")).isEqualTo("generated");
    }

    @Test
    void aResponseIsStoredUntilItIsDeleted() {
        var created = create(body("Hello"));
        var path = "/inference/v1/responses/" + created.path("id").asString();
        assertThat(json(inference.request().get(path))).isEqualTo(created);
        assertThat(json(inference.request().get(path.replace("/inference", ""))))
                .isEqualTo(created);
        inference
                .request()
                .delete(path)
                .then()
                .statusCode(200)
                .body("message", equalTo("Response deleted successfully"));
        inference.request().get(path).then().statusCode(404).body("error.code", equalTo("NOT_FOUND"));
        inference.request().delete(path).then().statusCode(404);
    }

    @Test
    void aResponseThatIsNotStoredHasNoIdAndCannotBeContinued() {
        var created = create(body("Hello", "store", false));
        assertThat(created.path("id").isNull()).isTrue();
        assertThat(json(inference.request().get("/inference/v1/responses")).path("data"))
                .isEmpty();
        inference
                .post("responses", body("And?", "previous_response_id", "resp_unknown"))
                .then()
                .statusCode(400)
                .body(
                        "error.message",
                        equalTo("Previous response not found, field: 'previous_response_id', value: 'resp_unknown'"));
    }

    @Test
    void aResponseContinuesTheConversationOfPreviousOnes() {
        var first = create(body("Hello", "instructions", "Be very brief, please"));
        var second =
                create(body("And?", "previous_response_id", first.path("id").asString()));
        assertThat(second.path("previous_response_id")).isEqualTo(first.path("id"));
        assertThat(second.at("/output/0/content/0/text").asString()).isEqualTo("And?");
        var items = List.of(
                Json.object("role", "user", "content", "Hello"),
                first.at("/output/1"),
                Json.object("role", "user", "content", "And?"));
        assertThat(create(body(items)).path("usage")).isEqualTo(second.path("usage"));
        var third = create(body("So?", "previous_response_id", second.path("id").asString()));
        assertThat(third.at("/usage/input_tokens").asInt())
                .isGreaterThan(second.at("/usage/total_tokens").asInt());
    }

    @Test
    void theNewestResponsesAreListedFirst() {
        var ids = List.of(id(create(body("a"))), id(create(body("b"))), id(create(body("c"))), id(create(body("d"))));
        var all = list("");
        assertThat(ids(all)).containsExactly(ids.get(3), ids.get(2), ids.get(1), ids.get(0));
        assertThat(all.path("has_more").asBoolean()).isFalse();
        assertThat(all.path("first_id").asString()).isEqualTo(ids.get(3));
        assertThat(all.path("last_id").asString()).isEqualTo(ids.get(0));
        var page = list("?limit=2&after=" + ids.get(3));
        assertThat(ids(page)).containsExactly(ids.get(2), ids.get(1));
        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(ids(list("?limit=2&before=" + ids.get(0)))).containsExactly(ids.get(2), ids.get(1));
        assertThat(ids(list("?after=" + ids.get(3) + "&before=" + ids.get(0)))).containsExactly(ids.get(2), ids.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "after=resp_unknown", "before=resp_unknown"})
    void anInvalidListIsRefused(String query) {
        var field = query.substring(0, query.indexOf('='));
        inference
                .request()
                .get("/inference/v1/responses?" + query)
                .then()
                .statusCode(400)
                .body(
                        "error.message",
                        endsWith(", field: '" + field + "', value: '" + query.substring(query.indexOf('=') + 1) + "'"));
    }

    @Test
    void aRequiredToolIsCalledBeforeTheMessage() {
        var called = create(body("Hello", "tools", List.of(TOOL), "tool_choice", "required"));
        var call = called.at("/output/1");
        assertThat(call.path("type").asString()).isEqualTo("function_call");
        assertThat(call.path("call_id").asString()).startsWith("call_");
        assertThat(Json.read(call.path("arguments").asString()).path("q").isString())
                .isTrue();
        var result = Json.object("type", "function_call_output", "call_id", call.path("call_id"), "output", "found");
        var answer = create(body(List.of(result), "tools", List.of(TOOL), "previous_response_id", id(called)));
        assertThat(answer.at("/output/0/role").asString()).isEqualTo("assistant");
        var named = create(
                body("Hello", "tools", List.of(TOOL), "tool_choice", Map.of("type", "function", "name", "find")));
        assertThat(named.at("/output/1/name").asString()).isEqualTo("find");
    }

    @Test
    void toolsOfTheServerAreAcceptedAndNotCalled() {
        var mcp = Map.of("type", "mcp", "server_label", "a", "server_url", "https://example.com");
        var answer = create(body("Hello", "tools", List.of(mcp)));
        assertThat(answer.at("/tools/0/type").asString()).isEqualTo("mcp");
        assertThat(text(answer)).isNotEmpty();
    }

    @Test
    void formatsDetermineTheText() {
        var format = Map.of("type", "json_schema", "name", "find", "schema", SCHEMA, "strict", true);
        var answer = create(body("Hello", "text", Map.of("format", format)));
        assertThat(Json.read(text(answer)).path("q").isString()).isTrue();
        assertThat(answer.at("/text/format/name").asString()).isEqualTo("find");
        var object = create(body("Hello", "text", Map.of("format", Map.of("type", "json_object"))));
        assertThat(Json.read(text(object)).isObject()).isTrue();
    }

    @Test
    void reasoningIsAnItemBeforeTheMessage() {
        var answer = create(body("Hello", "reasoning", Map.of("effort", "low")));
        assertThat(answer.at("/output/1/type").asString()).isEqualTo("reasoning");
        assertThat(answer.at("/output/1/content/0/text").asString()).isNotEmpty();
        assertThat(answer.at("/output/2/role").asString()).isEqualTo("assistant");
        assertThat(answer.at("/usage/output_tokens_details/reasoning_tokens").asInt())
                .isPositive();
    }

    @Test
    void aMaximumOfTokensMakesAResponseIncomplete() {
        var answer = create(body("Hello", "max_output_tokens", 3));
        assertThat(answer.path("status").asString()).isEqualTo("incomplete");
        assertThat(answer.at("/incomplete_details/reason").asString()).isEqualTo("max_output_tokens");
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(3);
    }

    @Test
    @Verified(INFERRED)
    void aStreamIsTheAnswerInEventsAndIsStored() {
        var answer = create(body("Hello"));
        var stream = inference.post("responses", body("Hello", "stream", true));
        stream.then().statusCode(200).contentType(startsWith("text/event-stream"));
        var data = Pattern.compile("(?m)^data: (.*)$")
                .matcher(stream.asString())
                .results()
                .map(match -> Json.read(match.group(1)))
                .toList();
        assertThat(data.stream().map(event -> event.path("type").asString()).distinct())
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        assertThat(data.stream().map(event -> event.path("delta").asString("")).collect(Collectors.joining()))
                .isEqualTo(text(answer));
        var last = data.get(data.size() - 1).path("response");
        assertThat(json(inference.request().get("/inference/v1/responses/" + id(last))))
                .isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'input': 5}
            {'input': [{'role': 'robot', 'content': 'a'}]}
            {'max_output_tokens': 0}
            {'truncation': 'sometimes'}
            {'tools': [{'type': 'web_search'}]}
            {'tools': [{'type': 'function'}]}
            {'text': {'format': {'type': 'yaml'}}}
            {'text': {'format': {'type': 'json_schema', 'name': 'a'}}}
            {'reasoning': {'effort': 'minimal'}}
            {'tool_choice': 'sometimes'}
            {'store': 'maybe'}
            """)
    void anInvalidRequestIsRefused(String fields) {
        var body = body("Hello");
        body.setAll(Json.readObject(fields.replace('\'', '"')));
        var response = inference.post("responses", body);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
        assertThat(Json.read(response.asString()).at("/error/message").asString())
                .contains("field: '");
    }

    @Test
    void aDeepRequestIsRefused() {
        var deep = "[".repeat(450) + "]".repeat(450);
        inference
                .request()
                .contentType("application/json")
                .body("{\"model\": \"" + Inference.MODEL + "\", \"input\": \"a\", \"metadata\": {\"a\": " + deep + "}}")
                .post("/inference/v1/responses")
                .then()
                .statusCode(400);
    }

    private JsonNode create(JsonNode body) {
        var response = inference.post("responses", body);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return json(response);
    }

    private JsonNode list(String query) {
        Response response = inference.request().get("/inference/v1/responses" + query);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return json(response);
    }

    private static List<String> ids(JsonNode list) {
        return list.path("data").valueStream().map(ResponsesTests::id).toList();
    }

    private static String id(JsonNode response) {
        return response.path("id").asString();
    }

    private static String text(JsonNode response) {
        var output = response.path("output");
        return output.path(output.size() - 1).at("/content/0/text").asString();
    }

    private static ObjectNode body(Object input, Object... more) {
        return Json.with(Json.object("model", Inference.MODEL, "input", input), more);
    }
}
