package dev.emulator.fireworks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.TwoReplicas;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two emulators on one PostgreSQL count the same calls. */
class FaultReplicaTests extends TwoReplicas {

    private static final String FAULTS = "/_emulator/v1/accounts/shared/faults";

    @Override
    protected List<String> settings(List<String> database) {
        return database;
    }

    @Test
    void theFirstFewCallsAreStruckWhicheverEmulatorTheyCome() {
        var one = first.client("shared");
        var other = second.client("shared");
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
