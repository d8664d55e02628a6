package dev.emulator.fireworks.inference.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.Postgresql;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Two emulators on one PostgreSQL share scripted replies and count the same requests. */
@Testcontainers(disabledWithoutDocker = true)
class ReplyReplicaTests {

    private static final String REPLIES = "/_emulator/v1/accounts/local/replies";
    private static final String CHAT = """
            {"model": "accounts/fireworks/models/gpt-oss-120b", "messages": [{"role": "user", "content": "Hi"}]}""";

    @Container
    private static final PostgreSQLContainer DATABASE = Postgresql.container();

    private static List<Emulator> replicas = List.of();

    @BeforeAll
    static void start() {
        var settings = Emulator.on(DATABASE);
        replicas = List.of(Emulator.start(settings), Emulator.start(settings));
    }

    @AfterAll
    static void stop() {
        replicas.forEach(Emulator::close);
    }

    @Test
    void aReplyAnswersASetNumberOfTimesInAllReplicas() {
        var one = replicas.get(0).client("local");
        var other = replicas.get(1).client("local");
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
