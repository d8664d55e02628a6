package dev.emulator.fireworks.inference.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Scripted replies and timing in seeds, snapshots, forks and resets. */
@AlsoOnPostgresql
class ReplyStateTests extends ReplyStory {

    private static final String TIMING = "{\"timeToFirstToken\": \"0.001s\", \"models\": [{\"model\": \"other-*\"}]}";

    private JsonNode seed(Object replies, String timing) {
        var account = Json.object("replies", replies, "replyTiming", Json.read(timing));
        return json(request(Json.object("accounts", Json.object(this.account, account)))
                .post("/_emulator/v1:seed"));
    }

    @Test
    void aSeedAddsRepliesOnceAndKeepsTheirCounts() throws IOException {
        var example = Json.read(
                Files.readString(Path.of("src/test/resources/dev/emulator/fireworks/inference/reply/seed.json")));
        assertThat(seed(Json.object("greeting", example), TIMING)
                        .path("created")
                        .asInt())
                .isEqualTo(2);

        assertThat(answer("hello")).isEqualTo("Hello, ");
        assertThat(seed(Json.object("greeting", example), TIMING)
                        .path("created")
                        .asInt())
                .isZero();
        assertThat(replied("greeting")).isEqualTo(1);
        chat("hello")
                .then()
                .body("choices[0].message.tool_calls[0].function.name", equalTo("wave"))
                .body("choices[0].message.tool_calls[0].function.arguments", equalTo("{\"hands\":2}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"replies": {"r": {}}}                                     | replies.r: reply is required
            {"replies": {"r": {"text": "x"}}}                          | replies.r: unknown field
            {"replies": {"R": {"reply": {"content": "x"}}}}            | replies.R: invalid id
            {"replyTiming": {"jitter": 2}}                             | replyTiming: jitter must be 0 to 1
            {"replyTiming": {"models": [{"tokensPerSecond": 1}]}}      | replyTiming: models[0].model is required
            """)
    void aSeedWithAnErrorIsRefused(String fields, String reason) {
        request(Json.object("accounts", Json.object(account, Json.read(fields))))
                .post("/_emulator/v1:seed")
                .then()
                .statusCode(400)
                .body("message", containsString(reason));
    }

    @Test
    void aForkHasTheRepliesWithTheirCounts() {
        var other = account + "-b";
        var id = aReply("{'replies': [{'content': 'one'}, {'content': 'two'}]}");
        control.put("/replyTiming", TIMING).then().statusCode(200);
        answer("?");
        control.post(":fork", Json.object("account", other)).then().statusCode(200);

        request()
                .get("/_emulator/v1/accounts/" + other + "/replies/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("accounts/" + other + "/replies/" + id))
                .body("replied", equalTo("1"));
        assertThat(content(chat(other, "?"))).isEqualTo("two");
        assertThat(replied(id)).isEqualTo(1);
        request()
                .get("/_emulator/v1/accounts/" + other + "/replyTiming")
                .then()
                .body("timeToFirstToken", equalTo("0.001s"));
    }

    @Test
    void aSnapshotRestoresRepliesAndCounts() {
        var id = aReply("{'replies': [{'content': {'a': [1, 'x']}}, {'content': 'two'}]}");
        var archive = control.snapshot();
        answer("?");
        control.post("/replies:clear", "{}");

        control.restore(archive).then().statusCode(200);

        assertThat(replied(id)).isZero();
        assertThat(answer("?")).isEqualTo("{\"a\":[1,\"x\"]}");
    }

    @Test
    void aResetRemovesRepliesAndTiming() {
        aReply("{'reply': {'content': 'x'}}");
        control.put("/replyTiming", TIMING).then().statusCode(200);

        control.post(":reset", "{}").then().statusCode(200);

        control.get("/replies").then().body("replies", empty());
        control.get("/replyTiming").then().body("timeToFirstToken", equalTo(""));
        chat("?").then().header("X-Emulator-Reply", startsWith("generated"));
    }
}
