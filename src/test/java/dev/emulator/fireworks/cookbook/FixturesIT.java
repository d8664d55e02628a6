package dev.emulator.fireworks.cookbook;

import static dev.emulator.fireworks.testing.FireworksAssertions.assertThat;

import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.testing.Fault;
import dev.emulator.fireworks.testing.FireworksEmulator;
import dev.emulator.fireworks.testing.Plan;
import dev.emulator.fireworks.testing.junit.FireworksEmulatorTest;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

// tag::junit[]
@FireworksEmulatorTest
class FixturesIT {

    @Test
    void myTunerSurvivesABusyServiceAndPollsPolitely(FireworksEmulator emulator) {
        var control = emulator.client(); // of this test's own account
        control.freeze();
        control.setDefaultPlan(
                Plan.starting("RUNNING", Duration.ofHours(6)).thenFails("RESOURCE_EXHAUSTED", "no capacity"));
        control.addFault(
                Fault.on("GetSupervisedFineTuningJob").first(1).refusing("RATE_LIMITED", Duration.ofSeconds(1)));

        var tuner = new Tuner(emulator.getBaseUrl(), emulator.getApiKey(), emulator.getAccountId());
        tuner.start("mine");
        while (!tuner.hasEnded("mine")) {
            control.advance(Duration.ofHours(1)); // instead of a sleep
        }

        assertThat(emulator.supervisedFineTuningJob("mine"))
                .failedWith("RESOURCE_EXHAUSTED")
                .wasPolledAtMostEvery(Duration.ofMinutes(1))
                .wasPolledRespectingRetryAfter()
                .wasNotPolledAfterItsEnd();
        assertThat(emulator).receivedExactly(1, "CreateSupervisedFineTuningJob");
    }
    // end::junit[]

    /** Stands for a client under test. */
    private static final class Tuner {

        private final Client client;

        private Tuner(String baseUrl, String apiKey, String account) {
            if (!apiKey.equals("fw_local")) {
                throw new IllegalArgumentException(apiKey);
            }
            client = new Client(URI.create(baseUrl).getPort(), account);
        }

        private void start(String job) {
            client.create(job);
        }

        private boolean hasEnded(String job) {
            var answer = client.get(job);
            return answer.status() == 200 && answer.state().matches("JOB_STATE_(COMPLETED|FAILED)");
        }
    }
}
