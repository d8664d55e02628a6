package dev.emulator.fireworks.inference.schema;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/** Level service also refuses what the requested model refuses. */
@TestPropertySource(properties = "emulator.validation=service")
class ServiceLevelTests extends Story {

    private static final String IMAGE = """
            {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AA=="}}]}]""";

    private final Inference inference = new Inference(api);

    @ParameterizedTest
    @Verified(OBSERVED)
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"thinking": {"type": "enabled"}, "reasoning_effort": "low"} | cannot specify both 'thinking' and 'reasoning_effort'
            {"reasoning_effort": "xhigh"} | 3 request validation errors: Input should be 'low', 'medium', 'high' or 'none', field: \
            'reasoning_effort.literal['low','medium','high','none']', value: 'xhigh'; Input should be a valid integer, unable to parse \
            string as an integer, field: 'reasoning_effort.int', value: 'xhigh'; Input should be a valid boolean, unable to interpret \
            input, field: 'reasoning_effort.bool', value: 'xhigh'
            {"reasoning_effort": -1} | integer reasoning_effort must be positive
            """)
    void observedRefusals(String change, String message) {
        refused(chat(change), message);
    }

    @Test
    @Verified(OBSERVED)
    void imagesForATextModelAreRefused() {
        refused(
                chat(IMAGE + "}"),
                "Cannot preprocess image len(combined_imgs) = 1,\nlen(image_ranges) = 0, please provide valid images");
        chat(IMAGE + ", \"model\": \"accounts/fireworks/models/kimi-k2p6\"}")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @Verified(INFERRED)
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"max_tokens": 5, "max_completion_tokens": 5} | cannot specify both 'max_tokens' and 'max_completion_tokens'
            {"tools": [{"type": "function", "function": {"name": "f"}}], "response_format": {"type": "json_object"}} | \
            cannot specify both 'tools' and 'response_format'
            {"response_format": {"type": "json_schema"}} | response_format of type 'json_schema' requires 'json_schema'
            {"response_format": {"type": "grammar"}}     | response_format of type 'grammar' requires 'grammar'
            """)
    void otherRefusals(String change, String message) {
        refused(chat(change), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"reasoning_effort": "xhigh", "model": "accounts/fireworks/models/kimi-k2p6"}
            {"reasoning_effort": "high"}
            {"reasoning_effort": 2048}
            {"thinking": {"type": "enabled", "budget_tokens": 1024}}
            {"response_format": {"type": "json_object"}}
            """)
    void whatTheModelAcceptsIsAccepted(String change) {
        chat(change).then().statusCode(200);
    }

    @Test
    @Verified(OBSERVED)
    void aPromptBeyondTheContextIsRefused() {
        var body = Inference.chatBody("word ".repeat(140_000));
        var answer = inference.chat(body);
        answer.then().statusCode(400);
        assertThat(json(answer.asString()).at("/error/message").asString())
                .matches("The prompt is too long: 1[34]\\d{4}, model maximum context length: 131071");
    }

    @Test
    @Verified(INFERRED)
    void tokensBeyondTheContextAreRefusedOnlyIfTheClientWantsThat() {
        chat("{\"max_tokens\": 131072}").then().statusCode(200);
        var answer = chat("{\"max_tokens\": 131072, \"context_length_exceeded_behavior\": \"error\"}");
        answer.then().statusCode(400);
        assertThat(json(answer.asString()).at("/error/message").asString())
                .matches(
                        "The prompt and max_tokens are too long: \\d+ \\+ 131072, model maximum context length: 131071");
    }

    /** The documented short form, which was observed to fail. */
    @Test
    @Verified(OBSERVED)
    void aShortNameOfADeploymentIsNotFound() {
        chat("{\"model\": \"accounts/fireworks/models/gpt-oss-20b#d\"}")
                .then()
                .statusCode(404)
                .body("error.code", equalTo("NOT_FOUND"));
    }

    private Response chat(String change) {
        return inference.chat(Inference.chatBody("Hi").setAll(Json.readObject(change)));
    }

    private static void refused(Response answer, String message) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.asString()).at("/error/message").asString()).isEqualTo(message);
    }
}
