package dev.emulator.fireworks.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.story.LogLines;
import dev.emulator.fireworks.story.OnPostgresql;
import dev.emulator.fireworks.story.Story;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Emulators that share a database go by clocks of their own; one that is off is told. */
@OnPostgresql
class ClockSkewTests extends Story {

    @Autowired
    private ClockSkew skew;

    @Test
    void aClockThatIsOffIsToldInTheLogAndByReadiness() {
        try (var log = new LogLines()) {
            time.passes(Duration.ofDays(400));
            skew.measure();
            skew.measure();

            assertThat(log.messages())
                    .filteredOn(line -> line.contains("The clock of this machine is"))
                    .hasSize(1);
        }
        var ahead = skew.current().orElseThrow();
        assertThat(ahead).isGreaterThan(Duration.ofDays(1));
        request()
                .get("/_emulator/health/readiness")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("details.clockSkew", startsWith(Long.toString(ahead.toSeconds())));
    }

    @Test
    void livenessSaysNothingOfIt() {
        request().get("/_emulator/health/liveness").then().statusCode(200).body("details", nullValue());
    }
}
