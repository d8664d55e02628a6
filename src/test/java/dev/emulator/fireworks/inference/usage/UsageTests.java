package dev.emulator.fireworks.inference.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.ApiClient;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The usage ledger of an account. */
@AlsoOnPostgresql
class UsageTests extends Story {

    private static final String EMBEDDING_MODEL = "accounts/fireworks/models/nomic-embed-text-v1p5";

    private final Inference inference = new Inference(api);
    private final ControlApi control = new ControlApi(api);

    private String other;
    private Instant start;

    @BeforeEach
    void startAtTheBeginningOfAnHour() {
        other = account + "-b";
        control.freeze();
        var now = Instant.parse(json(control.get("/clock")).path("time").asString());
        start = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        control.advance("PT" + ChronoUnit.SECONDS.between(now, start) + "S");
        start = Instant.parse(json(control.get("/clock")).path("time").asString())
                .truncatedTo(ChronoUnit.HOURS);
    }

    @Test
    void anAccountWithoutRequestsHasNoUsage() {
        var usage = usage("");
        assertThat(usage.path("rows")).isEmpty();
        assertThat(usage.at("/totals/calls").asString()).isEqualTo("0");
        assertThat(usage.at("/totals/dollars").asDouble()).isZero();
    }

    @Test
    void requestsAreSummedByModelOperationAndHour() {
        var tokens = chat().path("usage");
        chat();
        embed();
        control.advance("PT1H");
        chat();
        var usage = usage("");
        assertThat(usage.path("rows").size()).isEqualTo(3);
        var chats = row(usage, start, "create_chat_completion_v1_chat_completions_post");
        assertThat(chats.path("model").asString()).isEqualTo(Inference.MODEL);
        assertThat(chats.path("deployment").asString()).isEmpty();
        assertThat(chats.at("/usage/calls").asLong()).isEqualTo(2);
        assertThat(chats.at("/usage/promptTokens").asLong())
                .isEqualTo(2 * tokens.path("prompt_tokens").asLong());
        assertThat(chats.at("/usage/completionTokens").asLong())
                .isEqualTo(2 * tokens.path("completion_tokens").asLong());
        assertThat(chats.at("/usage/totalTokens").asLong())
                .isEqualTo(2 * tokens.path("total_tokens").asLong());
        var embeddings = row(usage, start, "create_embedding");
        assertThat(embeddings.path("model").asString()).isEqualTo(EMBEDDING_MODEL);
        assertThat(embeddings.at("/usage/completionTokens").asLong()).isZero();
        var later = row(usage, start.plusSeconds(3600), "create_chat_completion_v1_chat_completions_post");
        assertThat(later.at("/usage/calls").asLong()).isEqualTo(1);
        assertThat(usage.at("/totals/calls").asLong()).isEqualTo(4);
    }

    @Test
    void tokensCostWhatTheSizeOfTheModelSays() {
        var tokens = chat().at("/usage/total_tokens").asLong();
        // gpt-oss-120b is a mixture of experts with more than 56 billion parameters: 1.20 dollars per million tokens.
        assertThat(usage("").at("/totals/dollars").asDouble()).isCloseTo(tokens * 1.20e-6, within(1e-12));
        var embedded = embed().at("/usage/total_tokens").asLong();
        assertThat(usage("operation=create_embedding").at("/totals/dollars").asDouble())
                .isCloseTo(embedded * 0.008e-6, within(1e-12));
    }

    @Test
    void rejectedRequestsAreNotCounted() {
        inference.chat(Json.object("model", Inference.MODEL)).then().statusCode(400);
        inference
                .chat(Json.with(Inference.chatBody("Hello"), "model", "accounts/fireworks/models/no-such-model"))
                .then()
                .statusCode(404);
        assertThat(usage("").path("rows")).isEmpty();
    }

    @Test
    void rowsAreFiltered() {
        chat();
        embed();
        control.advance("PT2H");
        chat();
        assertThat(calls("model=*nomic*")).isEqualTo(1);
        assertThat(calls("operation=*chat*")).isEqualTo(2);
        assertThat(calls("deployment=accounts/*")).isZero();
        var middle = start.plusSeconds(3600);
        assertThat(calls("from=" + middle)).isEqualTo(1);
        assertThat(calls("to=" + middle)).isEqualTo(2);
        assertThat(calls("from=" + start.plusSeconds(1799) + "&to=" + start.plusSeconds(1800)))
                .isEqualTo(2);
        refused(
                control.get("/usage?from=yesterday"),
                Code.INVALID_ARGUMENT,
                "from: \"yesterday\" is not a time such as 2026-10-10T16:10:52Z");
    }

    @Test
    void aStreamCountsOnce() {
        inference
                .chat(Inference.chatBody("Hello", "stream", true))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(calls("")).isEqualTo(1);
    }

    @Test
    void aResetClearsTheLedger() {
        chat();
        control.post(":reset", "{}").then().statusCode(200);
        assertThat(calls("")).isZero();
        chat();
        assertThat(calls("")).isEqualTo(1);
    }

    @Test
    void aSnapshotHasTheLedger() {
        chat();
        var archive = control.snapshot();
        chat();
        control.restore(archive).then().statusCode(200);
        assertThat(calls("")).isEqualTo(1);
    }

    @Test
    void aForkCountsOnFromTheLedgerOfItsSource() {
        chat();
        fork(Json.object("account", other));
        new Inference(new ApiClient(() -> port, other)).chat(Inference.chatBody("Hello"));
        assertThat(callsOfOther()).isEqualTo(2);
        assertThat(calls("")).isEqualTo(1);
    }

    @Test
    void aForkFromAnEarlierTimeLacksLaterHours() {
        chat();
        control.advance("PT2H");
        chat();
        fork(Json.object("account", other, "at", start.plusSeconds(60).toString()));
        assertThat(callsOfOther()).isEqualTo(1);
    }

    private void fork(JsonNode body) {
        control.post(":fork", body).then().statusCode(200);
    }

    private long callsOfOther() {
        return json(request().get("/_emulator/v1/accounts/" + other + "/usage"))
                .at("/totals/calls")
                .asLong();
    }

    private JsonNode chat() {
        return json(inference.chat(Inference.chatBody("Hello")));
    }

    private JsonNode embed() {
        return json(inference.post("embeddings", Json.object("model", EMBEDDING_MODEL, "input", "red apple")));
    }

    private JsonNode usage(String query) {
        return json(control.get("/usage" + (query.isEmpty() ? "" : "?" + query)));
    }

    private long calls(String query) {
        return usage(query).at("/totals/calls").asLong();
    }

    private static JsonNode row(JsonNode usage, Instant hour, String operation) {
        return usage.path("rows")
                .valueStream()
                .filter(row -> row.path("operation").asString().equals(operation)
                        && Instant.parse(row.path("hour").asString()).equals(hour))
                .findFirst()
                .orElseThrow();
    }
}
