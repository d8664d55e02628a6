package dev.emulator.fireworks.faults;

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

/** Two emulators on one PostgreSQL count the same calls. */
@Testcontainers(disabledWithoutDocker = true)
class FaultReplicaTests {

    private static final String FAULTS = "/_emulator/v1/accounts/shared/faults";

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
    void theFirstFewCallsAreStruckWhicheverEmulatorTheyCome() {
        var one = replicas.get(0).client("shared");
        var other = replicas.get(1).client("shared");
        var made = one.send("POST", FAULTS, """
                {"when": {"first": 5}, "error": {"preset": "RATE_LIMITED"}}""");
        assertThat(made.status()).isEqualTo(200);

        var statuses = AtOnce.times(
                40, 8, i -> (i % 2 == 0 ? one : other).list("pageSize=1").status());

        assertThat(Collections.frequency(statuses, 429)).isEqualTo(5);
        assertThat(Collections.frequency(statuses, 200)).isEqualTo(35);
        var counted = other.send("GET", FAULTS + "/fault-1", "").json();
        assertThat(counted.path("matched").asInt()).isEqualTo(40);
        assertThat(counted.path("fired").asInt()).isEqualTo(5);
    }
}
