package com.example.tuning;

import static dev.emulator.fireworks.testing.FireworksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.testing.FireworksEmulator;
import dev.emulator.fireworks.testing.Plan;
import dev.emulator.fireworks.testing.RequestMatch;
import dev.emulator.fireworks.testing.junit.FireworksEmulatorTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@FireworksEmulatorTest(account = "tuning")
class ForkedEmulatorTests {

    @Autowired
    private TuningClient client;

    @Autowired
    private TuningWatch watch;

    @Test
    void aLongJobIsLookedAtOnceAMinute(FireworksEmulator emulator) {
        var control = emulator.client();
        control.freeze();
        control.setDefaultPlan(Plan.starting("RUNNING", Duration.ofMinutes(3)).thenCompletes());
        client.create("mine", "train");
        watch.watch("mine");

        for (int minute = 1; minute <= 3; minute++) {
            control.advance(Duration.ofMinutes(1)); // also advances the application's clock
            control.waitForRequests(
                    minute + 1, RequestMatch.operation("GetSupervisedFineTuningJob"), Duration.ofSeconds(30));
        }

        assertThat(emulator.supervisedFineTuningJob("mine"))
                .isCompleted()
                .wasPolledAtMostEvery(Duration.ofMinutes(1))
                .wasNotPolledAfterItsEnd();
    }

    @Test
    void theEmulatorBringsNothingOntoTheClassPath() {
        assertThat(getClass().getResource("/dev/emulator/fireworks/FireworksEmulator.class"))
                .isNull();
        assertThat(getClass()
                        .getResource("/META-INF/maven/dev.emulator/fireworks-emulator/pom.xml")
                        .toString())
                .contains("-fixtures.jar!");
        assertThat(System.getProperty("user.dir"))
                .contains("boot-" + SpringBootVersion.getVersion().substring(0, 3));
    }
}
