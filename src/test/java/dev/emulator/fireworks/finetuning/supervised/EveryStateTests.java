package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.job.JobState.JOB_STATE_CANCELLING;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_CREATING;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_CREATING_DEPENDENCIES;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_CREATING_INPUT_DATASET;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_DELETING;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_DELETING_CLEANING_UP;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_EVALUATION;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_EXPIRED_CLEANING_UP;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_FAILED_CLEANING_UP;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_FROM_THE_FUTURE;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_IDLE;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_PAUSED;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_PENDING;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_POLICY_UPDATE;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_RE_QUEUEING;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_ROLLOUT;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_RUNNING;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_UNSPECIFIED;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_VALIDATING;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_WRITING_RESULTS;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.job.JobState;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.context.TestPropertySource;

/** Sends each request in each state that a job can leave. */
@Verified(INFERRED)
@TestPropertySource(
        properties = {
            "emulator.lifecycle.stages=UNSPECIFIED 1s, pending 1s, JOB_STATE_VALIDATING 1s, creating-dependencies 1s, creating-input-dataset 1s,"
                    + "CREATING 1000ms, RUNNING 4s, PAUSED, RUNNING PT4S, IDLE 1s, RE_QUEUEING 1s, ROLLOUT 1s, EVALUATION 1s,"
                    + "POLICY_UPDATE 1s, WRITING_RESULTS 1s, FROM_THE_FUTURE 1s, CANCELLING 1s, FAILED_CLEANING_UP 1s, EXPIRED_CLEANING_UP 1s, DELETING 1s,"
                    + "DELETING_CLEANING_UP 1s, COMPLETED",
        })
@AlsoOnPostgresql
class EveryStateTests extends Story {

    /** Each state lasts one second, except RUNNING, which lasts four and comes before and after the pause. */
    private static final List<JobState> BEFORE_THE_PAUSE = List.of(
            JOB_STATE_UNSPECIFIED,
            JOB_STATE_PENDING,
            JOB_STATE_VALIDATING,
            JOB_STATE_CREATING_DEPENDENCIES,
            JOB_STATE_CREATING_INPUT_DATASET,
            JOB_STATE_CREATING,
            JOB_STATE_RUNNING);

    private static final List<JobState> AFTER_THE_PAUSE = List.of(
            JOB_STATE_IDLE,
            JOB_STATE_RE_QUEUEING,
            JOB_STATE_ROLLOUT,
            JOB_STATE_EVALUATION,
            JOB_STATE_POLICY_UPDATE,
            JOB_STATE_WRITING_RESULTS,
            JOB_STATE_FROM_THE_FUTURE,
            JOB_STATE_CANCELLING,
            JOB_STATE_FAILED_CLEANING_UP,
            JOB_STATE_EXPIRED_CLEANING_UP,
            JOB_STATE_DELETING,
            JOB_STATE_DELETING_CLEANING_UP);

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    static List<JobState> states() {
        return Stream.of(JobState.values()).filter(state -> !state.isTerminal()).toList();
    }

    static List<JobState> statesOtherThanPaused() {
        return states().stream().filter(state -> state != JOB_STATE_PAUSED).toList();
    }

    static List<JobState> statesOfJobsThatStay() {
        return states().stream().filter(state -> !state.isDeleting()).toList();
    }

    @ParameterizedTest
    @MethodSource("states")
    @Verified(DOCUMENTED)
    void everyStateCanBeReachedAndFound(JobState state) {
        var id = aJobIn(state);
        jobs.get(id)
                .then()
                .statusCode(200)
                .body("state", equalTo(state.name()))
                .body("status.code", equalTo("OK"))
                .body("status.message", equalTo(""))
                .body("completedTime", nullValue());
        request()
                .queryParam("filter", "state = \"" + state + '"')
                .get(jobs.url())
                .then()
                .body("supervisedFineTuningJobs.state", contains(state.name()));
    }

    @ParameterizedTest
    @MethodSource("states")
    void aJobThatHasNotEndedCanBeCancelled(JobState state) {
        var id = aJobIn(state);
        var answer = jobs.cancel(id);
        if (state.isDeleting()) {
            refused(answer, Code.FAILED_PRECONDITION, "job in state " + state + " cannot be cancelled");
            assertState(id, state.name());
            return;
        }
        answer.then().statusCode(200).body("size()", equalTo(0));
        assertState(id, JOB_STATE_CANCELLING.name());
        if (state != JOB_STATE_CANCELLING) {
            time.passes(Duration.ofSeconds(1));
            assertState(id, "JOB_STATE_CANCELLED");
            time.passes(Duration.ofDays(1));
            assertState(id, "JOB_STATE_CANCELLED");
        }
    }

    @ParameterizedTest
    @MethodSource("statesOtherThanPaused")
    void aJobThatIsNotPausedCannotBeResumed(JobState state) {
        var id = aJobIn(state);
        refused(jobs.resume(id), Code.FAILED_PRECONDITION, "job in state " + state + " cannot be resumed");
        assertState(id, state.name());
    }

    @ParameterizedTest
    @MethodSource("statesOfJobsThatStay")
    @Verified(OBSERVED)
    void aJobCanBeDeletedInAnyState(JobState state) {
        var id = aJobIn(state);
        jobs.delete(id).then().statusCode(200).body("size()", equalTo(0));
        assertState(id, "JOB_STATE_DELETING_CLEANING_UP");
        time.passes(Duration.ofSeconds(1));
        refused(jobs.get(id), Code.NOT_FOUND, "resource not found");
        jobs.list().then().body("totalSize", equalTo(0));
    }

    @Test
    @Verified(DOCUMENTED)
    void aPausedJobHoldsUntilItIsResumedAndThenGoesOnWithItsPlan() {
        var id = aJobIn(JOB_STATE_PAUSED);
        time.passes(Duration.ofDays(30));
        jobs.get(id).then().body("state", equalTo("JOB_STATE_PAUSED")).body("jobProgress.percent", equalTo(50));

        jobs.resume(id)
                .then()
                .statusCode(200)
                .body("name", equalTo("accounts/" + account + "/supervisedFineTuningJobs/" + id))
                .body("state", equalTo("JOB_STATE_RUNNING"))
                .body("jobProgress.percent", equalTo(50));
        time.passes(Duration.ofSeconds(2));
        jobs.get(id).then().body("jobProgress.percent", equalTo(75));
        time.passes(Duration.ofSeconds(2));
        jobs.get(id).then().body("state", equalTo("JOB_STATE_IDLE")).body("jobProgress.percent", equalTo(100));
    }

    @Test
    @Verified(OBSERVED)
    void aCancelledJobKeepsWhatItHadReached() {
        var id = aJobIn(JOB_STATE_RUNNING);
        time.passes(Duration.ofSeconds(2));
        jobs.cancel(id).then().statusCode(200);
        jobs.get(id).then().body("jobProgress.percent", equalTo(25));
        time.passes(Duration.ofHours(1));
        jobs.get(id)
                .then()
                .body("state", equalTo("JOB_STATE_CANCELLED"))
                .body("jobProgress.percent", equalTo(25))
                .body("status.code", equalTo("OK"));
    }

    private void assertState(String id, String state) {
        jobs.get(id).then().body("state", equalTo(state));
    }

    /** Creates a job, and moves it to a state. */
    private String aJobIn(JobState wanted) {
        var id = jobs.create();
        if (BEFORE_THE_PAUSE.contains(wanted)) {
            time.passes(Duration.ofSeconds(BEFORE_THE_PAUSE.indexOf(wanted)));
        } else {
            time.passes(Duration.ofHours(1));
        }
        if (AFTER_THE_PAUSE.contains(wanted)) {
            jobs.resume(id).then().statusCode(200);
            time.passes(Duration.ofSeconds(4 + AFTER_THE_PAUSE.indexOf(wanted)));
        }
        assertState(id, wanted.name());
        return id;
    }
}
