package dev.emulator.fireworks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of inference read {@code error.message} of a refusal, whatever they are refused for. */
class InferenceErrorTests extends Story {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST    | /inference/v1/audio/transcriptions   | 501 | 12 | UNIMPLEMENTED    | create_transcription (POST /inference/v1/audio/transcriptions) is not emulated yet
            POST    | /v1/audio/transcriptions             | 501 | 12 | UNIMPLEMENTED    | create_transcription (POST /v1/audio/transcriptions) is not emulated yet
            PUT     | /inference/v1/chat/completions       | 501 | 12 | UNIMPLEMENTED    | Method Not Allowed
            OPTIONS | /v1/completions                      | 501 | 12 | UNIMPLEMENTED    | Method Not Allowed
            POST    | /inference/v1/v1/messages            | 404 | 5  | NOT_FOUND        | Not Found
            POST    | /v1/chat/nope                        | 404 | 5  | NOT_FOUND        | Not Found
            POST    | /inference/v1/messages/count_tokens  | 404 | 5  | NOT_FOUND        | Not Found
            """)
    void theSentenceIsInBothShapes(String method, String path, int status, int number, String code, String message) {
        request()
                .request(method, path)
                .then()
                .statusCode(status)
                .body("error.message", equalTo(message))
                .body("error.code", equalTo(code))
                .body("error.type", equalTo("error"))
                .body("message", equalTo(message))
                .body("code", equalTo(number));
    }

    @Test
    void alsoWithoutAKeyAndWithABadQuery() {
        var url = "http://localhost:" + port + "/inference/v1/chat/completions";
        RestAssured.post(url)
                .then()
                .statusCode(401)
                .body("error.message", equalTo("missing or malformed API key"))
                .body("error.code", equalTo("UNAUTHORIZED"));
        var answer = raw().get("/inference/v1/models?a=%zz");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(json(answer.body()).at("/error/message").asString()).isEqualTo("invalid URL escape \"%zz\"");
    }

    @ParameterizedTest
    @Verified(Verified.Source.DOCUMENTED)
    @CsvSource({
        "GET, 501, api_error, Method Not Allowed",
        "PUT, 501, api_error, Method Not Allowed",
    })
    void messagesHaveAnthropicsFormat(String method, int status, String type, String message) {
        request()
                .request(method, "/inference/v1/messages")
                .then()
                .statusCode(status)
                .body("type", equalTo("error"))
                .body("error.type", equalTo(type))
                .body("error.message", equalTo(message))
                .body("request_id", not(emptyOrNullString()))
                .body("code", nullValue());
    }

    @Test
    void messagesWithoutAKeyHaveAnthropicsFormat() {
        RestAssured.post("http://localhost:" + port + "/v1/messages")
                .then()
                .statusCode(401)
                .body("type", equalTo("error"))
                .body("error.type", equalTo("authentication_error"))
                .body("error.message", equalTo("missing or malformed API key"));
    }

    @Test
    void elsewhereTheOneShapeStaysAsItIs() {
        request().get("/v1/accounts/a/secrets").then().statusCode(501).body("error", nullValue());
        request().get("/v1/modelsx").then().statusCode(404).body("error", nullValue());
    }
}
