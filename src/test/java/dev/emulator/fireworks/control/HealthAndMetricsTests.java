package dev.emulator.fireworks.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Emulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How to see from outside how an emulator is doing. */
class HealthAndMetricsTests {

    private static Emulator emulator;

    @BeforeAll
    static void start(@TempDir Path directory) {
        emulator = Emulator.startWithStoryTime(Emulator.in(directory));
        var client = emulator.client("acme");
        client.create("first");
        emulator.time().passes(Duration.ofSeconds(6));
        client.create("second");
        client.get("first");
        client.list("");
        client.cancel("first");
        client.send("GET", "/v1/accounts/acme/nothingOfTheKind/raw-id", "");
        client.send("GET", "/v1/accounts/acme/datasets/raw-id", "");
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void itTellsThatItLivesAndIsReadyWithoutAKey() {
        assertThat(see("/_emulator/health/liveness")).contains("\"status\":\"UP\"");
        assertThat(see("/_emulator/health/readiness")).contains("\"status\":\"UP\"");
    }

    @Test
    void theMetricsCountJobsByState() {
        assertThat(see("/_emulator/prometheus"))
                .contains(
                        "emulator_resources{collection=\"supervisedFineTuningJobs\",state=\"JOB_STATE_COMPLETED\"} 1.0",
                        "emulator_resources{collection=\"supervisedFineTuningJobs\",state=\"JOB_STATE_CREATING\"} 1.0",
                        "emulator_resources{collection=\"supervisedFineTuningJobs\",state=\"JOB_STATE_FAILED\"} 0.0");
    }

    @Test
    void theMetricsTellWhatTheEngineDid() {
        assertThat(see("/_emulator/prometheus"))
                .contains(
                        "emulator_transitions_total{from=\"JOB_STATE_CREATING\",to=\"JOB_STATE_RUNNING\"} 1.0",
                        "emulator_transitions_total{from=\"JOB_STATE_RUNNING\",to=\"JOB_STATE_COMPLETED\"} 1.0",
                        "emulator_engine_failures_total 0.0",
                        "emulator_engine_lag_seconds{collection=\"supervisedFineTuningJobs\"} 5.0");
    }

    @Test
    void theMetricsTimeRequestsByRouteAndNotByTheNamesInThem() {
        var metrics = see("/_emulator/prometheus");
        var route = "uri=\"/v1/accounts/{account}/supervisedFineTuningJobs";
        assertThat(metrics)
                .containsPattern("http_server_requests_seconds_count\\{.*method=\"POST\".*" + quoted(route) + "\".*} 2")
                .containsPattern("http_server_requests_seconds_count\\{.*method=\"GET\".*" + quoted(route + "/{job}")
                        + "\".*} 1")
                .containsPattern("http_server_requests_seconds_count\\{.*method=\"POST\".*status=\"400\".*"
                        + quoted(route + "/{job}:cancel") + "\".*} 1")
                .doesNotContain("raw-id")
                .doesNotContain("acme");
    }

    private static String quoted(String text) {
        return Pattern.quote(text);
    }

    private static String see(String path) {
        return emulator.client("acme").send("GET", path, "").body();
    }
}
