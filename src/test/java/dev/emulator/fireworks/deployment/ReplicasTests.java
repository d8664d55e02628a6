package dev.emulator.fireworks.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The number of replicas is a function of stored facts and the time. All times are minutes; the window to zero is an hour. */
class ReplicasTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // case | state | min | max | ready | scaledTo | scaled | requested | woken | now | desired | running |
                // serving from
                "created          | CREATING | 0 | 1 | - | - | -  | -   | -   | 0   | 1 | 0 | -",
                "created with two | CREATING | 2 | 3 | - | - | -  | -   | -   | 0   | 2 | 0 | -",
                "ready            | READY    | 0 | 1 | 5 | - | -  | -   | -   | 5   | 1 | 1 | 7",
                "updating         | UPDATING | 0 | 1 | 5 | - | -  | -   | -   | 9   | 1 | 1 | 7",
                "no maximum       | READY    | 0 | 0 | 5 | - | -  | -   | -   | 5   | 0 | 0 | -",
                "almost idle      | READY    | 0 | 1 | 5 | - | -  | -   | -   | 64  | 1 | 1 | 7",
                "idle             | READY    | 0 | 1 | 5 | - | -  | -   | -   | 65  | 0 | 0 | -",
                "idle, minimum    | READY    | 1 | 1 | 5 | - | -  | -   | -   | 999 | 1 | 1 | 7",
                "requested        | READY    | 0 | 1 | 5 | - | -  | 30  | -   | 89  | 1 | 1 | 7",
                "idle afterwards  | READY    | 0 | 1 | 5 | - | -  | 30  | -   | 90  | 0 | 0 | -",
                "woken            | READY    | 0 | 1 | 5 | - | -  | 100 | 100 | 100 | 1 | 0 | 105",
                "almost started   | READY    | 0 | 1 | 5 | - | -  | 100 | 100 | 102 | 1 | 0 | 105",
                "started          | READY    | 0 | 1 | 5 | - | -  | 100 | 100 | 103 | 1 | 1 | 105",
                "scaled up        | READY    | 0 | 4 | 5 | 3 | 10 | -   | -   | 10  | 3 | 3 | 7",
                "scaled up, idle  | READY    | 0 | 4 | 5 | 3 | 10 | -   | -   | 70  | 0 | 0 | -",
                "above the limit  | READY    | 0 | 2 | 5 | 3 | 10 | -   | -   | 10  | 2 | 2 | 7",
                "below the limit  | READY    | 2 | 4 | 5 | 1 | 10 | -   | -   | 10  | 2 | 2 | 7",
                "scaled to zero   | READY    | 0 | 1 | 5 | 0 | 10 | 9   | -   | 10  | 0 | 0 | -",
                "and woken        | READY    | 0 | 1 | 5 | 0 | 10 | 20  | 20  | 23  | 1 | 1 | 25",
                "scaled, rewound  | READY    | 0 | 4 | 5 | 3 | 10 | -   | -   | 9   | 1 | 1 | 7",
                "woken, rewound   | READY    | 0 | 1 | 5 | - | -  | 100 | 100 | 64  | 1 | 1 | 7",
                "failed           | FAILED   | 1 | 1 | - | - | -  | -   | -   | 9   | 0 | 0 | -",
                "deleting         | DELETING | 1 | 1 | - | - | -  | -   | -   | 9   | 0 | 0 | -",
                "deleted          | DELETED  | 1 | 1 | - | - | -  | -   | -   | 9   | 0 | 0 | -",
            })
    void replicas(
            String description,
            DeploymentState state,
            int minimum,
            int maximum,
            @Nullable Integer ready,
            @Nullable Integer scaledTo,
            @Nullable Integer scaled,
            @Nullable Integer requested,
            @Nullable Integer woken,
            int now,
            int desired,
            int running,
            @Nullable Integer serving) {
        var facts = new Replicas.Facts(
                state,
                minimum,
                maximum,
                Duration.ofHours(1),
                at(ready),
                scaledTo,
                at(scaled),
                at(requested),
                at(woken),
                Duration.ofMinutes(3),
                Duration.ofMinutes(2));
        assertThat(Replicas.of(facts, START.plus(Duration.ofMinutes(now))))
                .isEqualTo(new Replicas(desired, running, at(serving)));
    }

    private static @Nullable Instant at(@Nullable Integer minutes) {
        return minutes == null ? null : START.plus(Duration.ofMinutes(minutes));
    }
}
