package dev.emulator.fireworks.inference.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Emulator;

/** Uses models of one emulator, and reads the usage of an account. */
record UsageClient(Client client, String account) {

    static UsageClient of(Emulator emulator, String account) {
        return new UsageClient(emulator.client(account), account);
    }

    void chat(int times) {
        for (int i = 0; i < times; i++) {
            var answer = client.send(
                    "POST",
                    "/inference/v1/chat/completions",
                    Inference.chatBody("Hello").toString());
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
    }

    long calls() {
        var answer = client.send("GET", "/_emulator/v1/accounts/" + account + "/usage", "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().at("/totals/calls").asLong();
    }
}
