package dev.emulator.fireworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start takes from the command line and the environment, and what stops it. */
class StartArgumentsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port=4000 | --server.port=4000",
                "--port 4000 --data-dir d | --server.port=4000 --emulator.data-dir=d",
                "--validation service | --emulator.validation=service",
                "--seed=a=b.yaml | --emulator.seed=a=b.yaml",
                "--emulator.validation service | --emulator.validation=service",
                "--port --data-dir=d | --server.port --emulator.data-dir=d",
                "--debug x | --debug x",
            })
    void shortNamesAndSeparateValuesBecomeSettings(String typed, String settings) {
        assertThat(String.join(" ", StartArguments.expand(typed.split(" ")))).isEqualTo(settings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--server.port=0",
                "--server.ssl.key-store=x",
                "--spring.main.register-shutdown-hook=false",
                "--logging.level.root=debug",
                "--management.x=y",
                "--debug",
                "--trace=true",
                "--emulator.data-dir=a b",
                "--emulator.dataDir=d",
                "--emulator.data_dir=d",
                "--emulator.seed[0]=a",
                "--emulator.auth.keys[0].key=k",
                "--emulator.lifecycle.durations.RUNNING=1s",
                "--emulator.lifecycle.failure.message=line\nline",
                "--emulator.limits.request-body=1MB",
                "--spring.datasource.url=x",
                "--spring.datasource.hikari.maximum-pool-size=3",
            })
    void settingsArePassedOn(String argument) {
        StartArguments.checkArguments(List.of(argument));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--foo | unknown argument --foo",
                "--prot=4000 | unknown argument --prot; did you mean --port?",
                "--datadir=d | unknown argument --datadir; did you mean --data-dir?",
                "--random-seed=1 | unknown argument --random-seed; did you mean --emulator.random-seed?",
                "--emulator.validatoin=service | unknown argument --emulator.validatoin; did you mean --emulator.validation?",
                "--emulator.engine.pace=1s | unknown argument --emulator.engine.pace; did you mean --emulator.engine.batch?",
                "--emulator.nothingnearthis=1s | unknown argument --emulator.nothingnearthis",
                "--server.prot=4000 | unknown argument --server.prot; did you mean --server.port?",
                "--spring.datasource.usernam=x | unknown argument --spring.datasource.usernam; did you mean --spring.datasource.username?",
                "-p | unknown argument -p",
                "4000 | unknown argument 4000",
                "--debug=yes | unknown argument --debug",
                "-Dserver.port=1 | unknown argument -Dserver.port",
            })
    void anUnknownArgumentStopsTheStart(String argument, String reason) {
        assertThatExceptionOfType(UnknownSettingException.class)
                .isThrownBy(() -> StartArguments.checkArguments(List.of(argument)))
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(reason);
                    assertThat(refusal.exitCode()).isEqualTo(2);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "EMULATOR_VALIDATION, service",
        "EMULATOR_DATA_DIR, d",
        "EMULATOR_DATADIR, d",
        "EMULATOR_SEED_0, a",
        "EMULATOR_AUTH_KEYS_0_KEY, k",
        "EMULATOR_LIFECYCLE_DURATIONS_RUNNING, 1s",
        "EMULATOR_LIMITS_REQUEST_BODY, 1MB",
        "EMULATOR_LIMITS_REQUESTBODY, 1MB",
        "EMULATOR_START_CACHE, false",
        "EMULATOR_EXIT_ON_STDIN_CLOSE, true",
        "EMULATOR_CONTROL_TOKEN, t",
        "EMULATOR_IMAGE, fireworks-emulator",
        "EMULATOR_PORT, tcp://10.0.0.1:3473",
        "EMULATOR_PORT_3473_TCP_ADDR, 10.0.0.1",
        "EMULATOR_SERVICE_HOST, 10.0.0.1",
        "FIREWORKS_EMULATOR_JAR, x.jar",
    })
    void variablesThatSomethingReadsArePassedOn(String name, String value) {
        StartArguments.checkVariables(Map.of(name, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMULATOR_VALIDATIN | unknown environment variable EMULATOR_VALIDATIN; did you mean EMULATOR_VALIDATION?",
                "EMULATOR_VALI_DATION | unknown environment variable EMULATOR_VALI_DATION; did you mean EMULATOR_VALIDATION?",
                "EMULATOR_PORT | unknown environment variable EMULATOR_PORT; did you mean SERVER_PORT?",
                "EMULATOR_SOMETHING_OF_SOMEBODY_ELSE | unknown environment variable EMULATOR_SOMETHING_OF_SOMEBODY_ELSE",
            })
    void anUnknownVariableStopsTheStart(String name, String reason) {
        assertThatExceptionOfType(UnknownSettingException.class)
                .isThrownBy(() -> StartArguments.checkVariables(Map.of("PATH", "/bin", name, "x")))
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(reason);
                    assertThat(refusal.exitCode()).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @CsvSource({"helth, health", "frobnicate, ''", "doctro, doctor", "x, ''"})
    void aNameIsNearIfAThirdOfItIsWrongAtMost(String given, String nearest) {
        assertThat(NearestName.to(given, List.of("health", "doctor", "validate"))
                        .orElse(""))
                .isEqualTo(nearest);
    }
}
