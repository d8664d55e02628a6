package dev.emulator.fireworks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Story;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Commands against a control API that requires a token. */
@TestPropertySource(properties = "emulator.control.token=hush")
class ControlTokenTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @Test
    void theTokenComesFromTheCommandLineOrTheEnvironment() {
        jobs.create();
        var url = "http://localhost:" + port;
        var without = new RecordedTerminal(Map.of("FIREWORKS_BASE_URL", url));
        assertThat(without.run("snapshot", account, "-o", "-")).isEqualTo(1);
        assertThat(without.err()).contains("requires the bearer token").contains("--token or EMULATOR_CONTROL_TOKEN");
        assertThat(without.run("snapshot", account, "-o", "-", "--token", "hush"))
                .isZero();

        var with = new RecordedTerminal(Map.of("FIREWORKS_BASE_URL", url, "EMULATOR_CONTROL_TOKEN", "hush"));
        assertThat(with.run("snapshot", account, "-o", "-")).isZero();
        assertThat(with.run("snapshot", account, "-o", "-", "--token", "wrong")).isEqualTo(1);
    }

    @Test
    void healthNeedsNoToken() {
        assertThat(RecordedTerminal.forEmulatorAt(port).run("health", "--timeout=60"))
                .isZero();
    }
}
