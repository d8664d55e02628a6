package dev.emulator.fireworks.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Emulator;
import tools.jackson.databind.JsonNode;

/** An account as one emulator knows it, and what that emulator's journal says of it. */
record Witness(Client client, String account) {

    static Witness of(Emulator emulator, String account) {
        return new Witness(emulator.client(account), account);
    }

    void get(int times) {
        for (var i = 0; i < times; i++) {
            client.get("nobody");
        }
    }

    /** The number of requests, with a word if there may have been more. */
    String count() {
        var count = ask("POST", "requests:count", "{}");
        return count.get("count").asString() + (count.get("certain").asBoolean() ? "" : " or more");
    }

    String verdict(String question) {
        return ask("POST", "requests:verify", "{" + question + "}")
                .get("verdict")
                .asString();
    }

    String audit(String limits) {
        return ask("POST", "resources/supervisedFineTuningJobs/job:audit", "{" + limits + "}")
                .get("verdict")
                .asString();
    }

    /** After which a question is about what is still to come. */
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
