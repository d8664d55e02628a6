package dev.emulator.fireworks.inference.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.TwoReplicas;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two emulators on one PostgreSQL share scripted replies and count the same requests. */
class ReplyReplicaTests extends TwoReplicas {

    private static final String REPLIES = "/_emulator/v1/accounts/local/replies";
    private static final String CHAT = """
            {"model": "accounts/fireworks/models/gpt-oss-120b", "messages": [{"role": "user", "content": "Hi"}]}""";

    @Override
    protected List<String> settings(List<String> database) {
        return database;
    }

    @Test
    void aReplyAnswersASetNumberOfTimesInAllReplicas() {
        var one = first.client("local");
        var other = second.client("local");
        assertThat(one.send("POST", REPLIES, "{\"times\": 5, \"reply\": {\"content\": \"scripted\"}}")
                        .status())
                .isEqualTo(200);

        var answers = AtOnce.times(
                20,
                4,
                i -> (i % 2 == 0 ? one : other)
                        .send("POST", "/inference/v1/chat/completions", CHAT)
                        .body()
                        .contains("\"scripted\""));

        assertThat(Collections.frequency(answers, true)).isEqualTo(5);
        var counted = other.send("GET", REPLIES + "/reply-1", "").json();
        assertThat(counted.path("matched").asInt()).isEqualTo(20);
        assertThat(counted.path("replied").asInt()).isEqualTo(5);
    }
}
