package dev.emulator.fireworks.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Audits of how a client polls a resource. */
@TestPropertySource(
        properties = {
            "emulator.lifecycle.stages=JOB_STATE_CREATING 10s,JOB_STATE_RUNNING 60s,JOB_STATE_COMPLETED",
        })
@AlsoOnPostgresql
class PollingAuditTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final ControlApi control = new ControlApi(api);

    private void poll(String id) {
        poll(id, "poller/1");
    }

    private void poll(String id, String userAgent) {
        request().header("User-Agent", userAgent).get(jobs.url(id)).then().statusCode(200);
    }

    private void pollAfter(String id, int... seconds) {
        for (var each : seconds) {
            time.passes(Duration.ofSeconds(each));
            poll(id);
        }
    }

    private JsonNode report(String id) {
        return json(control.get("/resources/supervisedFineTuningJobs/" + id + "/audit"));
    }

    private JsonNode verdict(String id, Object... limits) {
        return json(control.post("/resources/supervisedFineTuningJobs/" + id + ":audit", Json.object(limits)));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void anAuditReportsPolls() {
        var id = jobs.create();
        poll(id);
        pollAfter(id, 2, 10, 4);
        request().header("User-Agent", "poller/1").get(jobs.url());
        var report = report(id);
        assertThat(report.get("resource").asString()).endsWith("/supervisedFineTuningJobs/" + id);
        assertThat(report.get("pollers")).hasSize(1);
        var poller = report.get("pollers").get(0);
        assertThat(poller.get("userAgent").asString()).isEqualTo("poller/1");
        assertThat(poller.get("credential").asString()).matches("\\*\\*\\*[0-9a-f]{4}");
        assertThat(poller.get("polls").asInt()).isEqualTo(4);
        assertThat(poller.get("lists").asInt()).isEqualTo(1);
        assertThat(poller.get("last").asString()).isEqualTo(time.now().toString());
        assertThat(poller.at("/byAccountClock/min").asString()).isEqualTo("2s");
        assertThat(poller.at("/byAccountClock/median").asString()).isEqualTo("4s");
        assertThat(poller.at("/byAccountClock/max").asString()).isEqualTo("10s");
        assertThat(texts(poller.get("statesObserved"))).containsExactly("JOB_STATE_CREATING", "JOB_STATE_RUNNING");
        assertThat(poller.get("stoppedBeforeEnd").asBoolean()).isFalse();
    }

    @Test
    void anAuditDistinguishesPollersByKeyAndUserAgent() {
        var id = jobs.create();
        poll(id, "one");
        poll(id, "two");
        given().port(port)
                .header("Authorization", "Bearer fw_another")
                .header("User-Agent", "one")
                .get(jobs.url(id))
                .then()
                .statusCode(200);
        assertThat(report(id).get("pollers")).hasSize(3);
        assertThat(report(id).toString()).doesNotContain("fw_");
    }

    @Test
    void anAuditListsStatesThatNoPollerSaw() {
        var id = jobs.create();
        poll(id);
        pollAfter(id, 100);
        var report = report(id);
        assertThat(texts(report.get("statesPassed")))
                .containsExactly("JOB_STATE_CREATING", "JOB_STATE_RUNNING", "JOB_STATE_COMPLETED");
        assertThat(texts(report.get("statesNeverObserved"))).containsExactly("JOB_STATE_RUNNING");
        assertThat(report.get("ended").asBoolean()).isTrue();
        assertThat(report.get("pollers").get(0).get("endObserved").asBoolean()).isTrue();
        var missed = verdict(id, "statesObserved", List.of("JOB_STATE_RUNNING"));
        assertThat(missed.get("verdict").asString()).isEqualTo("FAIL");
        assertThat(texts(missed.get("violations"))).containsExactly("no answer showed JOB_STATE_RUNNING");
        var withoutPrefix = verdict(id, "statesObserved", List.of("CREATING", "RUNNING"));
        assertThat(texts(withoutPrefix.get("violations"))).containsExactly("no answer showed JOB_STATE_RUNNING");
    }

    @Test
    void whoStopsBeforeTheEndIsNoticed() {
        var id = jobs.create();
        poll(id);
        time.passes(Duration.ofSeconds(100));
        assertThat(report(id).get("pollers").get(0).get("stoppedBeforeEnd").asBoolean())
                .isTrue();
    }

    @Test
    void pollsAfterTheEndAreCounted() {
        var id = jobs.create();
        poll(id);
        pollAfter(id, 100, 1, 1);
        assertThat(report(id).get("pollers").get(0).get("pollsAfterEnd").asInt())
                .isEqualTo(2);
        assertThat(verdict(id, "maxPollsAfterEnd", 2).get("verdict").asString()).isEqualTo("PASS");
        assertThat(verdict(id, "maxPollsAfterEnd", 0).get("verdict").asString()).isEqualTo("FAIL");
    }

    @Test
    void growingIntervalsAreABackOff() {
        var grows = jobs.create();
        poll(grows);
        pollAfter(grows, 1, 2, 4, 8);
        assertThat(verdict(grows, "backoffRequired", true).get("verdict").asString())
                .isEqualTo("PASS");
        var steady = jobs.create();
        poll(steady);
        pollAfter(steady, 2, 2, 2, 2);
        assertThat(verdict(steady, "backoffRequired", true).get("verdict").asString())
                .isEqualTo("FAIL");
    }

    @Test
    void tooManyPollsOrTooCloseOnesAreViolations() {
        var id = jobs.create();
        poll(id);
        pollAfter(id, 5, 1);
        var verdict = verdict(id, "minInterval", "5s", "maxPolls", 2);
        assertThat(verdict.get("verdict").asString()).isEqualTo("FAIL");
        assertThat(verdict.get("violations")).hasSize(2);
        assertThat(verdict.get("violations").toString()).contains("polled again after PT1S", "polled 3 times");
        assertThat(verdict(id, "minInterval", "1s", "maxPolls", 3)
                        .get("verdict")
                        .asString())
                .isEqualTo("PASS");
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        var id = jobs.create();
        control.post("/resources/supervisedFineTuningJobs/" + id + ":audit", "{\"minInterval\": \"often\"}")
                .then()
                .statusCode(400);
        refused(
                control.get("/resources/datasets/" + id + "/audit"),
                Code.NOT_FOUND,
                "no collection \"datasets\" has resources with states; the collections are deployedModels, deployments, dpoJobs, supervisedFineTuningJobs");
    }

    @Test
    void aJobWithoutPollsHasNoPollers() {
        assertThat(report(jobs.create()).get("pollers")).isEmpty();
        assertThat(report("no-such-job").get("statesPassed")).isEmpty();
    }
}
