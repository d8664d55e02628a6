package dev.emulator.fireworks.finetuning.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Ledger;
import dev.emulator.fireworks.story.SettableClock;
import dev.emulator.fireworks.story.Story;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A job moves along its plan. */
@AlsoOnPostgresql
class JobLifecycleTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @Autowired
    private SettableClock clock;

    private Ledger ledger;

    @BeforeEach
    void openLedger(@Autowired JdbcClient jdbc) {
        ledger = new Ledger(jdbc);
    }

    @Test
    void aJobIsCreatedRunsAndCompletes() {
        var id = jobs.create();
        jobs.get(id).then().body("state", equalTo("JOB_STATE_CREATING")).body("jobProgress", nullValue());

        time.passes(Duration.ofSeconds(1));
        jobs.get(id).then().body("state", equalTo("JOB_STATE_RUNNING")).body("jobProgress.percent", equalTo(0));

        time.passes(Duration.ofMillis(2500));
        jobs.get(id)
                .then()
                .body("state", equalTo("JOB_STATE_RUNNING"))
                .body("jobProgress.percent", equalTo(50))
                .body("completedTime", nullValue());

        time.passes(Duration.ofMillis(2500));
        jobs.get(id)
                .then()
                .body("state", equalTo("JOB_STATE_COMPLETED"))
                .body("jobProgress.percent", equalTo(100))
                .body("status.code", equalTo("OK"));
    }

    @Test
    void nothingHappensBeforeItsTime() {
        var id = jobs.create();
        time.passes(Duration.ofMillis(999));
        assertThat(see(id).getString("state")).isEqualTo("JOB_STATE_CREATING");
        assertThat(ledger.of(account)).isEmpty();
    }

    @Test
    void whatIsOverdueHappensAtTheTimeItWasPlannedFor() {
        var id = jobs.create();
        var created = time.now();
        time.passes(Duration.ofDays(1));

        var changes = ledger.of(account);
        assertThat(changes).extracting(Object::toString).containsExactly("CREATING>RUNNING", "RUNNING>COMPLETED");
        assertThat(changes.get(0).at()).isCloseTo(created.plusSeconds(1), within(1, ChronoUnit.MICROS));
        assertThat(changes.get(1).at()).isCloseTo(created.plusSeconds(6), within(1, ChronoUnit.MICROS));
        assertThat(instant(id, "completedTime")).isEqualTo(changes.get(1).at());
        assertThat(instant(id, "updateTime")).isEqualTo(changes.get(1).at());
    }

    @Test
    void percentRisesFrom0To100AndTheEpochFollows() {
        var id = jobs.create(jobs.smallest().put("epochs", 4));
        time.passes(Duration.ofSeconds(1));
        for (int step = 0; step <= 10; step++) {
            var percent = step * 10;
            jobs.get(id)
                    .then()
                    .body("jobProgress.percent", equalTo(percent))
                    .body("jobProgress.epoch", equalTo(Math.min(3, percent * 4 / 100)));
            time.passes(Duration.ofMillis(500));
        }
        jobs.get(id).then().body("state", equalTo("JOB_STATE_COMPLETED"));
    }

    @Test
    void theUpdateTimeChangesWithEveryTransitionAndOnlyThen() {
        var id = jobs.create();
        assertThat(instant(id, "updateTime")).isEqualTo(instant(id, "createTime"));
        for (int step = 0; step < 20; step++) {
            time.passes(Duration.ofMillis(700));
            var changes = ledger.of(account);
            var last = changes.isEmpty()
                    ? instant(id, "createTime")
                    : changes.get(changes.size() - 1).at();
            assertThat(instant(id, "updateTime")).isEqualTo(last);
        }
        assertThat(ledger.of(account)).hasSize(2);
    }

    @Test
    void theCompletedTimeIsSetAtTheEndOnly() {
        var completed = jobs.create();
        var cancelled = jobs.create();
        time.passes(Duration.ofSeconds(2));
        jobs.cancel(cancelled).then().statusCode(200);
        assertThat(see(completed).getString("completedTime")).isNull();
        assertThat(see(cancelled).getString("completedTime")).isNull();

        time.passes(Duration.ofMillis(500));
        assertThat(see(completed).getString("completedTime")).isNull();
        assertThat(instant(cancelled, "completedTime")).isEqualTo(instant(cancelled, "updateTime"));

        time.passes(Duration.ofMillis(3500));
        assertThat(instant(completed, "completedTime")).isEqualTo(instant(completed, "updateTime"));
    }

    @Test
    void aCompletedJobStaysCompleted() {
        var id = jobs.create();
        time.passes(Duration.ofSeconds(6));
        var before = request()
                .queryParam("readMask", Client.LASTING)
                .get(jobs.url(id))
                .asString();

        jobs.cancel(id).then().statusCode(400);
        jobs.resume(id).then().statusCode(400);
        time.passes(Duration.ofDays(365));

        assertThat(request()
                        .queryParam("readMask", Client.LASTING)
                        .get(jobs.url(id))
                        .asString())
                .isEqualTo(before);
        assertThat(ledger.of(account)).hasSize(2);
    }

    @Test
    void aCancellationBeatsALateCompletion() {
        var id = jobs.create();
        time.passes(Duration.ofSeconds(1));
        clock.advance(Duration.ofHours(1));
        var cancelled = time.now();
        jobs.cancel(id).then().statusCode(200);
        time.passes(Duration.ofDays(1));

        assertThat(see(id).getString("state")).isEqualTo("JOB_STATE_CANCELLED");
        assertThat(changes()).containsExactly("CREATING>RUNNING", "RUNNING>CANCELLING", "CANCELLING>CANCELLED");
        assertThat(ledger.of(account).get(2).at()).isCloseTo(cancelled.plusMillis(500), within(1, ChronoUnit.MICROS));
    }

    @Test
    void cancellingTwiceChangesTheJobOnce() {
        var id = jobs.create();
        jobs.cancel(id).then().statusCode(200);
        jobs.cancel(id).then().statusCode(200);
        time.passes(Duration.ofSeconds(1));
        assertThat(changes()).containsExactly("CREATING>CANCELLING", "CANCELLING>CANCELLED");
    }

    @Test
    void aCancelledJobKeepsTheProgressItHadMade() {
        var id = jobs.create();
        time.passes(Duration.ofSeconds(1));
        time.passes(Duration.ofSeconds(2));
        jobs.cancel(id).then().statusCode(200);
        time.passes(Duration.ofMinutes(1));
        assertThat(see(id).getInt("jobProgress.percent")).isEqualTo(40);
    }

    @Test
    void aDeletionBeatsALateCompletion() {
        var id = jobs.create();
        time.passes(Duration.ofSeconds(1));
        clock.advance(Duration.ofHours(1));
        jobs.delete(id).then().statusCode(200);
        jobs.delete(id).then().statusCode(200);
        assertThat(see(id).getString("state")).isEqualTo("JOB_STATE_DELETING_CLEANING_UP");
        time.passes(Duration.ofMillis(501));

        jobs.get(id).then().statusCode(404);
        assertThat(changes())
                .containsExactly("CREATING>RUNNING", "RUNNING>DELETING_CLEANING_UP", "DELETING_CLEANING_UP>");
    }

    @Test
    void anIdIsFreeAfterADeleteAndTheLedgerDistinguishesBothJobs() {
        for (int life = 0; life < 2; life++) {
            jobs.post("phoenix", jobs.smallest()).then().statusCode(200);
            jobs.delete("phoenix").then().statusCode(200);
            time.passes(Duration.ofSeconds(1));
        }
        assertThat(ledger.histories(account))
                .hasSize(2)
                .allSatisfy((row, changes) -> assertThat(changes)
                        .extracting(Object::toString)
                        .containsExactly("CREATING>DELETING_CLEANING_UP", "DELETING_CLEANING_UP>"));
    }

    private JsonPath see(String id) {
        return jobs.get(id).then().statusCode(200).extract().jsonPath();
    }

    private Instant instant(String id, String field) {
        return Instant.parse(see(id).getString(field));
    }

    private List<String> changes() {
        return ledger.of(account).stream().map(Object::toString).toList();
    }
}
