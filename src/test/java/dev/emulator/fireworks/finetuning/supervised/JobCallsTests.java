package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cancel, resume and delete, and their effect on the plan of a job. */
@Verified(INFERRED)
@AlsoOnPostgresql
class JobCallsTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @Test
    @Verified(OBSERVED)
    void aCancelledJobStays() {
        var id = jobs.create();
        time.passes(Duration.ofMillis(3500));
        jobs.cancel(id).then().statusCode(200).body("size()", equalTo(0));
        jobs.get(id)
                .then()
                .body("state", equalTo("JOB_STATE_CANCELLING"))
                .body("completedTime", nullValue())
                .body("jobProgress.percent", equalTo(50));

        time.passes(Duration.ofMillis(500));
        var ended = micros(time.now());
        time.passes(Duration.ofDays(1));
        jobs.get(id)
                .then()
                .body("state", equalTo("JOB_STATE_CANCELLED"))
                .body("completedTime", equalTo(ended))
                .body("updateTime", equalTo(ended))
                .body("jobProgress.percent", equalTo(50))
                .body("status.code", equalTo("OK"));
    }

    @Test
    void aJobThatIsCancelledBeforeItRanHasMadeNoProgress() {
        var id = jobs.create();
        jobs.cancel(id).then().statusCode(200);
        time.passes(Duration.ofSeconds(10));
        jobs.get(id).then().body("state", equalTo("JOB_STATE_CANCELLED")).body("jobProgress", nullValue());
    }

    @Test
    void cancellingAgainIsHarmlessUntilItIsDone() {
        var id = jobs.create();
        jobs.cancel(id).then().statusCode(200);
        jobs.cancel(id).then().statusCode(200);
        time.passes(Duration.ofSeconds(1));
        refused(jobs.cancel(id), Code.FAILED_PRECONDITION, "job in state JOB_STATE_CANCELLED cannot be cancelled");
    }

    @Test
    void aCompletedJobCanBeNeitherCancelledNorResumed() {
        var id = jobs.create();
        time.passes(Duration.ofSeconds(6));
        refused(jobs.cancel(id), Code.FAILED_PRECONDITION, "job in state JOB_STATE_COMPLETED cannot be cancelled");
        refused(jobs.resume(id), Code.FAILED_PRECONDITION, "job in state JOB_STATE_COMPLETED cannot be resumed");
    }

    @Test
    @Verified(OBSERVED)
    void aDeletedJobIsGoneAfterAWhileAndItsIdIsFree() {
        jobs.post("again", "{\"dataset\": \"one\"}").then().statusCode(200);
        jobs.delete("again").then().statusCode(200).body("size()", equalTo(0));
        jobs.get("again").then().body("state", equalTo("JOB_STATE_DELETING_CLEANING_UP"));
        jobs.post("again", "{\"dataset\": \"two\"}").then().statusCode(409);

        time.passes(Duration.ofMillis(500));
        refused(jobs.get("again"), Code.NOT_FOUND, "resource not found");
        jobs.list().then().body("totalSize", equalTo(0)).body("supervisedFineTuningJobs.size()", equalTo(0));
        jobs.post("again", "{\"dataset\": \"two\"}").then().statusCode(200);
        jobs.get("again").then().body("dataset", endsWith("/two"));
    }

    @Test
    void aJobThatIsBeingDeletedTakesNoOtherCalls() {
        var id = jobs.create();
        jobs.delete(id).then().statusCode(200);
        jobs.delete(id).then().statusCode(200);
        refused(
                jobs.cancel(id),
                Code.FAILED_PRECONDITION,
                "job in state JOB_STATE_DELETING_CLEANING_UP cannot be cancelled");
        refused(
                jobs.resume(id),
                Code.FAILED_PRECONDITION,
                "job in state JOB_STATE_DELETING_CLEANING_UP cannot be resumed");
    }

    @Test
    void deletingWinsOverCancelling() {
        var id = jobs.create();
        jobs.cancel(id).then().statusCode(200);
        jobs.delete(id).then().statusCode(200);
        time.passes(Duration.ofSeconds(1));
        jobs.get(id).then().statusCode(404);
    }

    @Test
    @Verified(OBSERVED)
    void whatIsNotThereIsNotFound() {
        refused(jobs.get("none"), Code.NOT_FOUND, "resource not found");
        refused(jobs.delete("none"), Code.NOT_FOUND, "resource not found");
        refused(jobs.cancel("none"), Code.NOT_FOUND, "resource not found");
        refused(jobs.resume("none"), Code.NOT_FOUND, "resource not found");
    }

    @Test
    void everyChangeIsTimedWhenItWasPlannedHoweverLateItIsMade() {
        var id = jobs.create();
        var created = time.now();
        time.passes(Duration.ofDays(3));
        jobs.get(id)
                .then()
                .body("state", equalTo("JOB_STATE_COMPLETED"))
                .body("createTime", equalTo(micros(created)))
                .body("completedTime", equalTo(micros(created.plusSeconds(6))))
                .body("updateTime", equalTo(micros(created.plusSeconds(6))));
    }

    @Test
    void theUpdateTimeIsThatOfTheLatestChange() {
        var id = jobs.create();
        var created = time.now();
        time.passes(Duration.ofSeconds(3));
        jobs.get(id)
                .then()
                .body("updateTime", equalTo(micros(created.plusSeconds(1))))
                .body("completedTime", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 40, 0", "4, 1, 0, 0", "4, 3, 40, 1", "4, 5, 80, 3", "4, 6, 100, 3", "10, 2, 20, 2"})
    void epochsCountFromNothingAlongTheProgress(int epochs, int seconds, int percent, int epoch) {
        var id = jobs.create(Json.object("dataset", "d", "epochs", epochs));
        time.passes(Duration.ofSeconds(seconds));
        jobs.get(id)
                .then()
                .body("jobProgress.percent", equalTo(percent))
                .body("jobProgress.epoch", equalTo(epoch))
                .body("jobProgress.inputTokens", equalTo(0));
    }

    private static String micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).toString();
    }
}
