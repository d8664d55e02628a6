package dev.emulator.fireworks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Story;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** The log has requests that are not emulated, failures and faults, and optionally all requests. */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "emulator.log-requests=true")
class LoggedRequestTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final ControlApi control = new ControlApi(api);

    @BeforeEach
    void anotherSecond() {
        time.passes(Duration.ofSeconds(1));
    }

    @Test
    void aCallThatIsNotEmulatedIsLoggedInOneLine(CapturedOutput output) {
        request("{}").post("/inference/v1/audio/transcriptions").then().statusCode(501);
        request("{}").patch(jobs.url()).then().statusCode(501);
        assertThat(output.getOut())
                .containsOnlyOnce("501 for POST /inference/v1/audio/transcriptions: create_transcription"
                        + " (POST /inference/v1/audio/transcriptions) is not emulated yet")
                .containsOnlyOnce("501 for PATCH " + jobs.url() + ": Method Not Allowed");
    }

    @Test
    void aClientInALoopDoesNotFillTheLog(CapturedOutput output) {
        for (int i = 0; i < 60; i++) {
            request().get("/v1/accounts/a/secrets/" + account).then().statusCode(501);
        }
        assertThat(output.getOut().lines().filter(line -> line.contains("501 for GET")))
                .hasSize(20);
        time.passes(Duration.ofSeconds(1));
        request().get("/v1/accounts/a/secrets/" + account).then().statusCode(501);
        assertThat(output.getOut()).contains("(and 40 lines like this before, which were not logged)");
    }

    @Test
    void aJobThatFailsIsLoggedWithItsReason(CapturedOutput output) {
        request("{\"dataset\": \"d\"}")
                .header("X-Emulator-Plan", "fails")
                .post(jobs.url() + "?supervisedFineTuningJobId=bad")
                .then()
                .statusCode(200);
        jobs.create();
        time.passes(Duration.ofMinutes(1));
        assertThat(output.getOut().lines().filter(line -> line.contains(account) && line.contains("failed:")))
                .singleElement()
                .asString()
                .contains("Job accounts/" + account + "/supervisedFineTuningJobs/bad failed: INTERNAL, ");
    }

    @Test
    void aFaultThatStrikesIsLogged(CapturedOutput output) {
        control.post(
                        "/faults?faultId=down",
                        "{\"match\": {\"method\": \"GET\"}, \"error\": {\"code\": \"UNAVAILABLE\"}}")
                .then()
                .statusCode(200);
        jobs.list().then().statusCode(503);
        assertThat(output.getOut().lines().filter(line -> line.contains("fired on GET " + jobs.url())))
                .singleElement()
                .asString()
                .contains("Fault ", "(error)");
    }

    @Test
    void eachRequestIsLoggedWithoutSecrets(CapturedOutput output) {
        request()
                .queryParam("apiKey", "very-secret")
                .queryParam("pageSize", "5")
                .get(jobs.url())
                .then()
                .statusCode(200);
        // The line is written when the answer is already with the client.
        await().untilAsserted(() -> assertThat(
                        output.getOut().lines().filter(line -> line.contains("GET " + jobs.url() + "?apiKey=***")))
                .singleElement()
                .asString()
                .containsPattern("pageSize=5 200 in \\d+ ms \\(request [0-9a-f]+-\\d+\\)")
                .doesNotContain("very-secret"));
    }
}
