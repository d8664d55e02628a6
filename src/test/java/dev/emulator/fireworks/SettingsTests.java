package dev.emulator.fireworks;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.story.Verified;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** A setting that is wrong stops the start and says which it is and what it may be; a good start says how to use the emulator. */
@Verified(INFERRED)
@ExtendWith(OutputCaptureExtension.class)
class SettingsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "emulator.validation=x              | emulator.validation | it must be one of lenient, schema, service",
                "emulator.ids=x                     | emulator.ids | it must be one of uuid, short",
                "emulator.account=A_b               | emulator.account | must be 1-63 of a-z, 0-9 and -",
                "emulator.email=nobody              | emulator.email | must be a well-formed email address",
                "emulator.auth.enabled=perhaps      | emulator.auth.enabled | perhaps",
                "emulator.auth.keys[0].key=k        | emulator.auth.keys[0].account | must not be blank",
                "emulator.auth.keys[0].account=A_b  | emulator.auth.keys[0].account | must be 1-63 of a-z, 0-9 and -",
                "emulator.limits.request-body=x     | emulator.limits.request-body | x",
                "emulator.limits.request-body=0     | emulator.limits.request-body | Allowed: 1B to 2147483646B",
                "emulator.limits.request-body=2GB   | emulator.limits.request-body | Allowed: 1B to 2147483646B",
                "emulator.engine.interval=0s        | emulator.engine.interval | must be longer than or equal to 1 milli",
                "emulator.engine.batch=0            | emulator.engine.batch | must be greater than or equal to 1",
                "emulator.lifecycle.preset=slow     | emulator.lifecycle.preset | it must be one of instant, fast, realistic",
                "emulator.lifecycle.stages=FOO      | emulator.lifecycle.stages | UNSPECIFIED, CREATING, RUNNING, COMPLETED, FAILED",
                "emulator.lifecycle.stages=RUNNING soon | emulator.lifecycle.stages | a duration of 0 to 3650d",
                "emulator.lifecycle.stages=RUNNING -5s  | emulator.lifecycle.stages | a duration of 0 to 3650d",
                "emulator.lifecycle.stages=RUNNING 5 s  | emulator.lifecycle.stages | STATE or STATE DURATION",
                "emulator.lifecycle.durations.foo=5s    | emulator.lifecycle.durations | UNSPECIFIED, CREATING, RUNNING",
                "emulator.lifecycle.durations.running=-5s | emulator.lifecycle.durations.running | a duration of 0 to 3650d",
                "emulator.lifecycle.failure.code=OOPS   | emulator.lifecycle.failure.code | INVALID_ARGUMENT, DEADLINE_EXCEEDED",
                "emulator.deployments.creating=-1s      | emulator.deployments.creating | must be longer than or equal to 0",
                "emulator.deployments.retention=4000d   | emulator.deployments.retention | must be shorter than or equal to 3650 days",
                "emulator.deployments.accelerator-quota=-1 | emulator.deployments.acceleratorQuota | must be greater than or equal to 0",
                "emulator.random-seed=lucky         | emulator.random-seed | lucky",
                "emulator.trainer-logs=perhaps      | emulator.trainer-logs | perhaps",
                "emulator.catalogue=none.json       | emulator.catalogue | cannot be read",
                "emulator.catalogue=pom.xml         | emulator.catalogue | pom.xml: 1:1: invalid character '<' looking for beginning of value",
                "emulator.catalogue=src/test/resources/dev/emulator/fireworks/model/foreign-catalogue.json | emulator.catalogue | must be accounts/fireworks/models/{model}",
                "emulator.validaton=lenient         | emulator.validaton | did you mean emulator.validation?",
                "emulator.engine.pace=1s            | emulator.engine.pace | ",
            })
    void aBadSettingStopsTheStart(String setting, String name, String allowed, CapturedOutput output) {
        assertThatThrownBy(() -> start(setting)).isNotNull();
        assertThat(output.getErr())
                .startsWith("The emulator did not start: ")
                .contains(name)
                .hasLineCount(2);
        if (allowed != null) {
            assertThat(output.getErr()).contains(allowed);
        }
        assertThat(output.getOut())
                .doesNotContain("Ready on ")
                .doesNotContain("WARN")
                .doesNotContain("ERROR");
    }

    @Test
    void theLastLinesOfTheStartAreWhatAClientNeeds(CapturedOutput output) {
        try (var emulator = start("emulator.account=acme")) {
            var url = "http://localhost:" + emulator.getEnvironment().getProperty("local.server.port");
            assertThat(lastLines(output))
                    .satisfiesExactly(
                            first -> assertThat(first).startsWith("Ready on " + url),
                            second -> assertThat(second)
                                    .isEqualTo("export FIREWORKS_BASE_URL=" + url
                                            + " FIREWORKS_API_KEY=fw_local FIREWORKS_ACCOUNT_ID=acme"));
            assertThat(output.getOut()).doesNotContain("WARN").doesNotContain("ERROR");
        }
    }

    @Test
    void theLastLinesNameTheFirstListedKeyAndThePublicAddress(CapturedOutput output) {
        try (var emulator = start(
                "emulator.auth.keys[0].key=fw_ada",
                "emulator.auth.keys[0].account=ada",
                "emulator.public-url=https://fireworks.test")) {
            assertThat(emulator.isRunning()).isTrue();
            assertThat(lastLines(output))
                    .containsExactly(
                            "Ready on https://fireworks.test",
                            "export FIREWORKS_BASE_URL=https://fireworks.test"
                                    + " FIREWORKS_API_KEY=fw_ada FIREWORKS_ACCOUNT_ID=ada");
        }
    }

    private static ConfigurableApplicationContext start(String... settings) {
        var arguments = Stream.concat(
                Stream.of("--server.port=0", "--spring.main.register-shutdown-hook=false"),
                Stream.of(settings).map(setting -> "--" + setting));
        return SpringApplication.run(FireworksEmulator.class, arguments.toArray(String[]::new));
    }

    private static List<String> lastLines(CapturedOutput output) {
        var lines = output.getOut().lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(lines.size() - 2, lines.size());
    }
}
