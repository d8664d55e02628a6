package dev.emulator.fireworks.cookbook;

import static dev.emulator.fireworks.cookbook.World.JOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.story.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the README's cookbook shows is cut from here, between the tags, so that it is what has been run. */
class CookbookTests extends Story {

    private String url;
    private World world;

    @BeforeEach
    void begin() {
        url = "http://localhost:" + port;
        world = new World(url);
        world.control("POST", "/clock:freeze", "{}");
    }

    @Test
    void myJobShouldFail() {
        // tag::fail[]
        world.control("PUT", "/resources/supervisedFineTuningJobs/doomed/plan", """
                {"plan": {"stages": [{"state": "RUNNING", "lasts": "600s"},
                                     {"state": "FAILED", "code": "RESOURCE_EXHAUSTED", "message": "no capacity"}],
                          "reaches": 60}}""");
        world.api("POST", "/supervisedFineTuningJobs?supervisedFineTuningJobId=doomed", JOB);
        world.control("POST", "/resources/supervisedFineTuningJobs/doomed:wait", "{\"advance\": true}");
        assertThat(world.api("GET", "/supervisedFineTuningJobs/doomed", ""))
                .contains("JOB_STATE_FAILED", "\"percent\":60");
        // end::fail[]
    }

    @Test
    void letSixHoursPass() {
        // tag::time[]
        world.control("POST", "/clock:freeze", "{}");
        world.api("POST", "/supervisedFineTuningJobs?supervisedFineTuningJobId=long", JOB);
        var moved = world.control("POST", "/clock:advance", "{\"by\": \"PT6H\"}");
        assertThat(moved).contains("\"toState\":\"JOB_STATE_COMPLETED\""); // what happened on the way, and when
        // end::time[]
    }

    @Test
    void twice429ThenFine() {
        // tag::retry[]
        world.control("POST", "/faults", """
                {"match": {"operation": "GetSupervisedFineTuningJob"}, "when": {"first": 2},
                 "error": {"preset": "RATE_LIMITED", "retryAfter": "1s"}}""");
        world.api("POST", "/supervisedFineTuningJobs?supervisedFineTuningJobId=busy", JOB);
        assertThatThrownBy(() -> world.api("GET", "/supervisedFineTuningJobs/busy", ""))
                .hasMessageContaining("429");
        assertThatThrownBy(() -> world.api("GET", "/supervisedFineTuningJobs/busy", ""))
                .hasMessageContaining("429");
        assertThat(world.api("GET", "/supervisedFineTuningJobs/busy", "")).contains("JOB_STATE_CREATING");
        // end::retry[]
    }

    @Test
    void iPolledPolitely() {
        // tag::polite[]
        world.api("POST", "/supervisedFineTuningJobs?supervisedFineTuningJobId=watched", JOB);
        while (!world.api("GET", "/supervisedFineTuningJobs/watched", "").contains("JOB_STATE_COMPLETED")) {
            world.control("POST", "/clock:advance", "{\"by\": \"2s\"}"); // instead of a sleep
        }
        var audit = world.control("POST", "/resources/supervisedFineTuningJobs/watched:audit", """
                {"minInterval": "1s", "maxPolls": 10, "maxPollsAfterEnd": 0, "retryAfterRespected": true}""");
        assertThat(audit).contains("\"verdict\":\"PASS\"");
        var count = world.control("POST", "/requests:verify", """
                {"match": {"operation": "CreateSupervisedFineTuningJob", "status": "200"}, "exactly": 1}""");
        assertThat(count).contains("\"verdict\":\"PASS\"");
        // end::polite[]
    }

    @Test
    void parallelTestsOnOneEmulator() {
        // tag::parallel[]
        var mine = new World(url); // an account of its own is all the isolation that a test needs
        var other = new World(url);
        mine.control("PUT", "/defaultPlan", "{\"use\": \"fails-at-99-percent\"}");
        other.api("POST", "/supervisedFineTuningJobs?supervisedFineTuningJobId=job", JOB);
        other.control("POST", "/resources/supervisedFineTuningJobs/job:wait", "{\"advance\": true}");
        assertThat(other.api("GET", "/supervisedFineTuningJobs/job", "")).contains("JOB_STATE_COMPLETED");
        mine.control("POST", ":reset", "{}"); // the other one's world is untouched
        // end::parallel[]
    }

    @Test
    void startFromASnapshot() {
        // tag::snapshot[]
        world.api("POST", "/supervisedFineTuningJobs?supervisedFineTuningJobId=trained", JOB);
        world.control("POST", "/resources/supervisedFineTuningJobs/trained:wait", "{\"advance\": true}");
        var archive = world.send(
                "POST", "/_emulator/v1/accounts/" + world.account + ":snapshot", "application/json", "{}".getBytes());

        var copy = new World(url);
        copy.send("POST", "/_emulator/v1/accounts/" + copy.account + ":restore", "application/zip", archive);
        assertThat(copy.api("GET", "/models/trained", "")).contains("\"state\":\"READY\"");
        // end::snapshot[]
    }

    // tag::whole[]
    @Test
    void aClientSurvivesABrokenNetworkAndNoticesThatItsJobHasFailed() {
        var world = new World(url);
        world.control("POST", "/clock:freeze", "{}");
        world.control("PUT", "/defaultPlan", "{\"use\": \"fails-at-99-percent\"}");
        world.control("POST", "/faults", """
                {"match": {"operation": "GetSupervisedFineTuningJob"}, "when": {"first": 2}, "breakage": "HALF_BODY"}""");

        // Here your client goes to work. (After a CONNECTION_RESET, the JDK's would have tried again by itself.)
        world.api("POST", "/supervisedFineTuningJobs?supervisedFineTuningJobId=mine", JOB);
        for (int broken = 0; broken < 2; broken++) {
            assertThatThrownBy(() -> world.api("GET", "/supervisedFineTuningJobs/mine", ""));
        }
        world.control("POST", "/clock:advance", "{\"by\": \"3s\"}");
        assertThat(world.api("GET", "/supervisedFineTuningJobs/mine", "")).contains("JOB_STATE_RUNNING");
        world.control(
                "POST", "/resources/supervisedFineTuningJobs/mine:wait", "{\"state\": \"FAILED\", \"advance\": true}");
        assertThat(world.api("GET", "/supervisedFineTuningJobs/mine", "")).contains("JOB_STATE_FAILED");

        assertThat(world.control("POST", "/requests:verify", """
                {"match": {"operation": "GetSupervisedFineTuningJob"}, "exactly": 4}""")).contains("\"verdict\":\"PASS\"");
    }
    // end::whole[]
}
