package dev.emulator.fireworks.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.Json;
import tools.jackson.databind.JsonNode;

/** Asks one emulator for the journal of an account. */
record JournalClient(Client client, String account) {

    static JournalClient of(Emulator emulator, String account) {
        return new JournalClient(emulator.client(account), account);
    }

    void get(int times) {
        for (var i = 0; i < times; i++) {
            client.get("unknown");
        }
    }

    /** Returns the number of requests, followed by "or more" if the journal may have lost some. */
    String count() {
        var count = ask("POST", "requests:count", "{}");
        return count.get("count").asString() + (count.get("certain").asBoolean() ? "" : " or more");
    }

    String verdict(Object... question) {
        return ask("POST", "requests:verify", Json.object(question).toString())
                .get("verdict")
                .asString();
    }

    String audit(Object... limits) {
        return ask(
                        "POST",
                        "resources/supervisedFineTuningJobs/job:audit",
                        Json.object(limits).toString())
                .get("verdict")
                .asString();
    }

    /** Returns a cursor after which there are no requests yet. */
    String cursor() {
        return ask("GET", "requests?pageSize=1", "").get("cursor").asString();
    }

    void reset() {
        send("POST", ":reset", "{}");
    }

    void clear() {
        send("DELETE", "/requests", "");
    }

    JsonNode ask(String method, String path, String body) {
        return send(method, "/" + path, body);
    }

    private JsonNode send(String method, String path, String body) {
        var answer = client.send(method, "/_emulator/v1/accounts/" + account + path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
