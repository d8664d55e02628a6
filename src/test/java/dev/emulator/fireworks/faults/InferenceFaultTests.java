package dev.emulator.fireworks.faults;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of inference requests, whose errors have other formats. */
@AlsoOnPostgresql
class InferenceFaultTests extends FaultStory {

    private static final String CHAT = "create_chat_completion_v1_chat_completions_post";

    private final Inference inference = new Inference(api);

    private Response chat(Object... more) {
        return inference.chat(Inference.chatBody("Hi", more));
    }

    private void aFaultOf(String preset) {
        aFault(Json.object("match", Json.object("operation", CHAT), "error", Json.object("preset", preset)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            INFERENCE_RATE_LIMITED      | 429 | {"error":{"object":"error","type":"invalid_request_error","code":"invalid_request_error","message":"rate limit exceeded, please try again later"}}
            EDGE_RATE_LIMITED           | 429 | {"error":"Too Many Requests","message":"You have exceeded your usage limits. Please try again later or contact Fireworks to explore dedicated capacity."}
            SERVER_OVERLOADED           | 429 | {"error":{"object":"error","type":"invalid_request_error","code":"invalid_request_error","message":"server overloaded, please try again later"}}
            SERVICE_OVERLOADED          | 503 | {"error":{"object":"error","type":"invalid_request_error","code":"invalid_request_error","message":"service overloaded, please try again later"}}
            DEPLOYMENT_SCALING_UP       | 503 | {"error":{"message":"Deployment is currently scaled to zero and is scaling up. Please retry your request in a few minutes.","code":"DEPLOYMENT_SCALING_UP","type":"error"}}
            INFERENCE_ACCOUNT_SUSPENDED | 412 | {"error":{"message":"Account X is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices. Please go to https://fireworks.ai/account/billing for more information.","type":"api_error"}}
            PROMPT_TOO_LONG             | 400 | {"error":{"object":"error","type":"invalid_request_error","code":"invalid_request_error","message":"The prompt is too long: 265392, model maximum context length: 262144"}}
            """)
    @Verified(OBSERVED)
    void presetsHaveTheServicesBodies(String preset, int status, String body) {
        aFaultOf(preset);

        var answer = chat();

        answer.then().statusCode(status).contentType("application/json");
        assertThat(answer.asString().replace(account, "X")).isEqualTo(body);
    }

    @Test
    @Verified(DOCUMENTED)
    void aRateLimitHasItsHeaders() {
        aFaultOf("INFERENCE_RATE_LIMITED");

        chat().then()
                .statusCode(429)
                .header("Retry-After", "1")
                .header("x-ratelimit-limit-requests", "6000")
                .header("x-ratelimit-remaining-requests", "0")
                .header("x-ratelimit-over-limit", "yes")
                .header("x-ratelimit-limit-tokens-prompt", "60000");
    }

    @Test
    @Verified(OBSERVED)
    void aGatewayTimeOutIsAPage() {
        aFaultOf("GATEWAY_TIMEOUT_PAGE");

        var answer = chat();

        answer.then().statusCode(504).contentType(startsWith("text/html"));
        assertThat(answer.asString()).startsWith("<html>").contains("504 Gateway Time-out");
    }

    @ParameterizedTest
    @CsvSource({
        "INTERNAL, 500, INTERNAL",
        "INVALID_KEY, 403, UNAUTHORIZED",
        "NO_PERMISSION, 403, FORBIDDEN",
        "MODEL_NOT_DEPLOYED, 404, NOT_FOUND",
        "INFERENCE_PAYMENT_REQUIRED, 402, FAILED_PRECONDITION",
        "WEIGHTS_SWAPPING, 425, UNAVAILABLE",
        "CONFLICT, 409, ABORTED"
    })
    void otherErrorsHaveTheFormatOfInference(String preset, int status, String code) {
        aFaultOf(preset);

        chat().then()
                .statusCode(status)
                .body("error.code", equalTo(code))
                .body("error.type", equalTo("error"))
                .body("code", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "INFERENCE_RATE_LIMITED, 429, rate_limit_error",
        "SERVICE_OVERLOADED, 503, overloaded_error",
        "INFERENCE_PAYMENT_REQUIRED, 402, billing_error",
        "MODEL_NOT_DEPLOYED, 404, not_found_error",
        "PROMPT_TOO_LONG, 400, invalid_request_error",
        "DEADLINE_EXCEEDED, 504, timeout_error",
        "INTERNAL, 500, api_error",
        "INFERENCE_ACCOUNT_SUSPENDED, 412, api_error"
    })
    @Verified(DOCUMENTED)
    void messagesHaveAnthropicsFormat(String preset, int status, String type) {
        aFault(Json.object("match", Json.object("operation", "messages_post"), "error", Json.object("preset", preset)));

        inference
                .post("messages", Inference.chatBody("Hi"))
                .then()
                .statusCode(status)
                .body("type", equalTo("error"))
                .body("error.type", equalTo(type));
    }

    @Test
    void bothPrefixesAreOneOperation() {
        var id = aFault("{\"match\": {\"operation\": \"" + CHAT + "\"}, \"error\": {\"preset\": \"UNAVAILABLE\"}}");

        chat().then().statusCode(503);
        inference
                .request()
                .contentType("application/json")
                .body(Inference.chatBody("Hi").toString())
                .post("/v1/chat/completions")
                .then()
                .statusCode(503);
        assertThat(fired(id)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-oss-120b, 503",
        "accounts/fireworks/models/gpt-oss-120b, 503",
        "*oss*, 503",
        "gpt-oss, 200",
        "*qwen*, 200"
    })
    void aFaultMayBeOfOneModel(String model, int status) {
        aFault(Json.object("match", Json.object("model", model), "error", Json.object("preset", "UNAVAILABLE")));

        chat().then().statusCode(status);
    }

    @Test
    void aFaultOfOneModelLeavesRequestsWithoutModelsAlone() {
        var id = aFault("{\"match\": {\"model\": \"*\"}, \"error\": {\"preset\": \"UNAVAILABLE\"}}");

        jobs.list().then().statusCode(200);
        assertThat(matched(id)).isZero();
    }

    @Test
    void usageMayBeMissing() {
        aFault("{\"breakage\": \"USAGE_MISSING\"}");

        chat().then().statusCode(200).body("usage", nullValue()).body("choices[0].finish_reason", equalTo("stop"));
    }

    @Test
    @Verified(OBSERVED)
    void aToolCallMayBeText() {
        control.post("/replies", """
                        {"reply": {"toolCalls": [{"name": "get_weather", "arguments": {"city": "Oslo"}}]}}""").then().statusCode(200);
        chat().then().body("choices[0].message.tool_calls[0].function.arguments", equalTo("{\"city\":\"Oslo\"}"));
        aFault("{\"breakage\": \"TOOL_CALL_AS_TEXT\"}");

        chat().then()
                .body("choices[0].message.tool_calls", nullValue())
                .body("choices[0].finish_reason", equalTo("stop"))
                .body(
                        "choices[0].message.content",
                        equalTo("{\"type\":\"function\",\"name\":\"get_weather\",\"parameters\":{\"city\":\"Oslo\"}}"));
    }

    @Test
    void faultsOfStreamsIgnoreOtherRequests() {
        var cut = aFault("{\"breakage\": \"STREAM_CUT\"}");

        chat().then().statusCode(200);
        assertThat(matched(cut)).isZero();
        inference
                .request()
                .header("X-Emulator-Fault", "stream-cut")
                .contentType("application/json")
                .body(Inference.chatBody("Hi").toString())
                .post("/inference/v1/chat/completions")
                .then()
                .statusCode(400)
                .body("message", containsString("STREAM_CUT is not possible for this call"));
    }

    private Response stream() {
        return chat("stream", true);
    }

    @Test
    void aStreamMayEndEarly() {
        control.post("/replies", "{\"reply\": {\"content\": \"one two three four five\"}}");
        aFault("{\"breakage\": \"STREAM_CUT\", \"inStream\": {\"after\": 2}}");

        var events = stream().then().statusCode(200).extract().asString();

        assertThat(events).contains("one").doesNotContain("five", "finish_reason\":\"stop", "[DONE]");
    }

    @Test
    void aStreamMayContainAnError() {
        aFault(
                "{\"breakage\": \"STREAM_ERROR\", \"inStream\": {\"after\": 0, \"error\": {\"preset\": \"SERVER_OVERLOADED\"}}}");

        var events = stream().then().statusCode(200).extract().asString();

        assertThat(events)
                .contains("server overloaded, please try again later", "invalid_request_error")
                .doesNotContain("[DONE]");
    }

    @Test
    void theErrorInAStreamIsValidated() {
        post("{\"breakage\": \"STREAM_ERROR\", \"inStream\": {\"error\": {\"message\": \"x\"}}}")
                .then()
                .statusCode(400)
                .body("message", containsString("error.code is required"));
    }

    @ParameterizedTest
    @CsvSource({"GARBAGE, 200", "WRONG_CONTENT_TYPE, 200"})
    void answersAreBrokenAsUsual(String breakage, int status) {
        aFault(Json.object("breakage", breakage));

        var answer = chat();

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(
                        breakage.equals("GARBAGE")
                                ? answer.asString().contains("choices")
                                : answer.contentType().contains("json"))
                .isFalse();
    }

    @Test
    void aRequestCanBeBrokenByItself() {
        inference
                .request()
                .header("X-Emulator-Fault", "inference-rate-limited")
                .contentType("application/json")
                .body(Inference.chatBody("Hi").toString())
                .post("/inference/v1/chat/completions")
                .then()
                .statusCode(429)
                .body("error.type", equalTo("invalid_request_error"));
    }
}
