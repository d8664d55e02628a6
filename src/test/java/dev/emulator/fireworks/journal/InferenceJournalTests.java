package dev.emulator.fireworks.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Inference requests in the journal. */
@AlsoOnPostgresql
class InferenceJournalTests extends JournalStory {

    private static final String EMBEDDING_MODEL = "accounts/fireworks/models/qwen3-embedding-8b";

    private final Inference inference = new Inference(api);

    @Test
    void requestsAreRecordedUnderTheirOperations() {
        ok(inference.chat(Inference.chatBody("Hello")));
        ok(inference.completions(Inference.completionBody("Hello")));
        ok(embed("Hello"));
        ok(inference.request().get("/inference/v1/models"));
        assertThat(listed("")
                        .path("requests")
                        .valueStream()
                        .map(request -> request.path("operation").asString()))
                .containsExactly(
                        "create_chat_completion_v1_chat_completions_post",
                        "create_completion_v1_completions_post",
                        "create_embedding",
                        "list_models");
    }

    @Test
    void theAccountFollowsFromTheBody() {
        var model = "accounts/" + account + "/models/no-such-model";
        request(Json.with(Inference.chatBody("Hello"), "model", model)).post("/inference/v1/chat/completions");
        var only = latest();
        assertThat(only.path("status").asInt()).isEqualTo(404);
        assertThat(only.path("model").asString()).isEqualTo(model);
        assertThat(only.path("name").asString()).startsWith("accounts/" + account + "/requests/");
    }

    @Test
    void theTimeIsThatOfTheAccount() {
        control.freeze();
        control.advance("P3D");
        ok(inference.chat(Inference.chatBody("Hello")));
        var now = json(control.get("/clock")).path("time").asString();
        assertThat(latest().path("time").asString()).isEqualTo(now);
    }

    @Test
    void aStreamIsRecordedOnce() {
        ok(inference.chat(Inference.chatBody("Hello", "stream", true)));
        assertThat(listed("").path("requests").size()).isEqualTo(1);
        var stream = latest();
        assertThat(stream.at("/answer/body").asString()).startsWith("data: ").contains("data: [DONE]");
        var first = Instant.parse(stream.path("firstByteTime").asString());
        assertThat(first)
                .isAfterOrEqualTo(Instant.parse(stream.path("startTime").asString()))
                .isBeforeOrEqualTo(Instant.parse(stream.path("lastByteTime").asString()));
        var archived = json(control.get("/requests:har")).at("/log/entries/0/_emulator");
        assertThat(archived.path("firstByteTime").asString()).isEqualTo(first.toString());
        assertThat(archived.path("model").asString()).isEqualTo(Inference.MODEL);
    }

    @Test
    void requestsAreFoundByTheLastTextOfTheUser() {
        ok(inference.chat(Json.with(
                Inference.chatBody(""),
                "messages",
                List.of(
                        Json.object("role", "user", "content", "an early question"),
                        Json.object("role", "assistant", "content", "an answer"),
                        Json.object(
                                "role",
                                "user",
                                "content",
                                List.of(Json.object("type", "text", "text", "Where is \"Paris\"?")))))));
        ok(inference.completions(Inference.completionBody(List.of("Once", "Paris is"))));
        ok(embed(List.of("Rome", "Paris")));
        ok(inference.post(
                "rerank", Json.object("model", EMBEDDING_MODEL, "query", "Paris", "documents", List.of("London"))));
        assertThat(found("userTextContains", "Paris")).isEqualTo(4);
        assertThat(found("userTextContains", "Where is \"Paris\"?")).isEqualTo(1);
        assertThat(found("userTextContains", "early")).isZero();
        assertThat(found("userTextContains", "London")).isZero();
        assertThat(listed("userTextContains=Rome").path("requests").size()).isEqualTo(1);
    }

    @Test
    void requestsAreFoundByTheirModel() {
        ok(inference.chat(Inference.chatBody("Hello")));
        ok(embed("Hello"));
        ok(inference.request().get("/inference/v1/models"));
        assertThat(found("model", Inference.MODEL)).isEqualTo(1);
        assertThat(found("model", "qwen3-embedding-*")).isEqualTo(1);
        assertThat(found("model", "*")).isEqualTo(2);
        assertThat(listed("model=" + EMBEDDING_MODEL).path("requests").size()).isEqualTo(1);
    }

    @Test
    void thePromptOfALongBodyIsFound() {
        ok(inference.chat(Json.with(
                Inference.chatBody(""),
                "messages",
                List.of(
                        Json.object("role", "system", "content", "long ".repeat(20_000)),
                        Json.object("role", "user", "content", "find me")))));
        assertThat(found("userTextContains", "find me")).isEqualTo(1);
        assertThat(found("bodyContains", "find me")).isZero();
    }

    @Test
    void waitingAndVerifyingMatchTheSame() {
        ok(inference.chat(Inference.chatBody("What is the capital of France?")));
        var match = Map.of("userTextContains", "capital", "model", "gpt-oss-*");
        var waited = json(request(Json.object("match", match, "timeout", "10s")).post(requests() + ":wait"));
        assertThat(waited.path("satisfied").asBoolean()).isTrue();
        var verified = json(request(Json.object("match", match, "exactly", 1)).post(requests() + ":verify"));
        assertThat(verified.path("verdict").asString()).isEqualTo("PASS");
    }

    private long found(String field, String value) {
        return json(request(Json.object("match", Json.object(field, value))).post(requests() + ":count"))
                .path("count")
                .asLong();
    }

    private Response embed(Object input) {
        return inference.post("embeddings", Json.object("model", EMBEDDING_MODEL, "input", input));
    }

    private static void ok(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }
}
