package dev.emulator.fireworks.inference.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Stored responses are part of their account. */
@AlsoOnPostgresql
class StoredResponseTests extends Story {

    private final Inference inference = new Inference(api);
    private final ControlApi control = new ControlApi(api);

    @Autowired
    private ResponseStore store;

    @Test
    void aForkHasTheResponsesOfItsTime() {
        control.freeze();
        var start = Instant.parse(json(control.get("/clock")).path("time").asString());
        var early = create(account, "early");
        control.advance("P1D");
        var late = create(account, "late");
        assertThat(ids(fork("-now", null))).containsExactly(late, early);
        var then = fork("-then", start.plusSeconds(60));
        assertThat(ids(then)).containsExactly(early);
        assertThat(ids(account)).containsExactly(late, early);
        var continued = Json.object("model", Inference.MODEL, "input", "And?", "previous_response_id", early);
        request(continued)
                .header("x-fireworks-account-id", then)
                .post("/inference/v1/responses")
                .then()
                .statusCode(200);
    }

    @Test
    void aResetDeletesTheResponses() {
        create(account, "Hello");
        control.post(":reset", "{}").then().statusCode(200);
        assertThat(ids(account)).isEmpty();
    }

    @Test
    void anotherAccountDoesNotHaveThem() {
        var id = create(account, "Hello");
        request()
                .header("x-fireworks-account-id", account + "-other")
                .get("/inference/v1/responses/" + id)
                .then()
                .statusCode(404);
    }

    @Test
    void theOldestAreDeletedIfThereAreTooMany() {
        var input = (ArrayNode) Json.read("[]");
        IntStream.rangeClosed(0, ResponseStore.MOST)
                .forEach(i -> store.save(account, Instant.EPOCH, Json.object("id", "resp_" + i), input));
        assertThat(store.find(account, "resp_0")).isEmpty();
        assertThat(store.find(account, "resp_1")).isPresent();
        assertThat(store.list(account, 1, null, null)
                        .responses()
                        .get(0)
                        .path("id")
                        .asString())
                .isEqualTo("resp_" + ResponseStore.MOST);
    }

    private String fork(String suffix, Instant at) {
        var name = account + suffix;
        var body = Json.object("account", name);
        if (at != null) {
            body.put("at", at.toString());
        }
        control.post(":fork", body.toString()).then().statusCode(200);
        return name;
    }

    private String create(String of, String text) {
        return json(request(Json.object("model", Inference.MODEL, "input", text))
                        .header("x-fireworks-account-id", of)
                        .post("/inference/v1/responses"))
                .path("id")
                .asString();
    }

    private List<String> ids(String of) {
        JsonNode list = json(request().header("x-fireworks-account-id", of).get("/inference/v1/responses"));
        return list.path("data")
                .valueStream()
                .map(response -> response.path("id").asString())
                .toList();
    }
}
