package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls do to a job, and what time does to it whatever is called. */
@Verified(INFERRED)
@AlsoOnPostgresql
class JobCallsTests extends Story {

    @Test
    @Verified(OBSERVED)
    void aCancelledJobStays() {
        var id = aJob();
        time.passes(Duration.ofMillis(3500));
        request("{}").post(job(id) + ":cancel").then().statusCode(200).body("size()", equalTo(0));
        request()
                .get(job(id))
                .then()
                .body("state", equalTo("JOB_STATE_CANCELLING"))
                .body("completedTime", nullValue())
                .body("jobProgress.percent", equalTo(50));

        time.passes(Duration.ofMillis(500));
        var ended = micros(time.now());
        time.passes(Duration.ofDays(1));
        request()
                .get(job(id))
                .then()
                .body("state", equalTo("JOB_STATE_CANCELLED"))
                .body("completedTime", equalTo(ended))
                .body("updateTime", equalTo(ended))
                .body("jobProgress.percent", equalTo(50))
                .body("status.code", equalTo("OK"));
    }

    @Test
    void aJobThatIsCancelledBeforeItRanHasMadeNoProgress() {
        var id = aJob();
        request("{}").post(job(id) + ":cancel").then().statusCode(200);
        time.passes(Duration.ofSeconds(10));
        request()
                .get(job(id))
                .then()
                .body("state", equalTo("JOB_STATE_CANCELLED"))
                .body("jobProgress", nullValue());
    }

    @Test
    void cancellingAgainIsHarmlessUntilItIsDone() {
        var id = aJob();
        request("{}").post(job(id) + ":cancel").then().statusCode(200);
        request("{}").post(job(id) + ":cancel").then().statusCode(200);
        time.passes(Duration.ofSeconds(1));
        refused(
                request("{}").post(job(id) + ":cancel"),
                Code.FAILED_PRECONDITION,
                "job in state JOB_STATE_CANCELLED cannot be cancelled");
    }

    @Test
    void aCompletedJobCanBeNeitherCancelledNorResumed() {
        var id = aJob();
        time.passes(Duration.ofSeconds(6));
        refused(
                request("{}").post(job(id) + ":cancel"),
                Code.FAILED_PRECONDITION,
                "job in state JOB_STATE_COMPLETED cannot be cancelled");
        refused(
                request("{}").post(job(id) + ":resume"),
                Code.FAILED_PRECONDITION,
                "job in state JOB_STATE_COMPLETED cannot be resumed");
    }

    @Test
    @Verified(OBSERVED)
    void aDeletedJobIsGoneAfterAWhileAndItsIdIsFree() {
        request("{\"dataset\": \"one\"}")
                .post(jobs() + "?supervisedFineTuningJobId=again")
                .then()
                .statusCode(200);
        request().delete(job("again")).then().statusCode(200).body("size()", equalTo(0));
        request().get(job("again")).then().body("state", equalTo("JOB_STATE_DELETING_CLEANING_UP"));
        request("{\"dataset\": \"two\"}")
                .post(jobs() + "?supervisedFineTuningJobId=again")
                .then()
                .statusCode(409);

        time.passes(Duration.ofMillis(500));
        refused(request().get(job("again")), Code.NOT_FOUND, "resource not found");
        request().get(jobs()).then().body("totalSize", equalTo(0)).body("supervisedFineTuningJobs.size()", equalTo(0));
        request("{\"dataset\": \"two\"}")
                .post(jobs() + "?supervisedFineTuningJobId=again")
                .then()
                .statusCode(200);
        request().get(job("again")).then().body("dataset", endsWith("/two"));
    }

    @Test
    void aJobThatIsBeingDeletedTakesNoOtherCalls() {
        var id = aJob();
        request().delete(job(id)).then().statusCode(200);
        request().delete(job(id)).then().statusCode(200);
        refused(
                request("{}").post(job(id) + ":cancel"),
                Code.FAILED_PRECONDITION,
                "job in state JOB_STATE_DELETING_CLEANING_UP cannot be cancelled");
        refused(
                request("{}").post(job(id) + ":resume"),
                Code.FAILED_PRECONDITION,
                "job in state JOB_STATE_DELETING_CLEANING_UP cannot be resumed");
    }

    @Test
    void deletingWinsOverCancelling() {
        var id = aJob();
        request("{}").post(job(id) + ":cancel").then().statusCode(200);
        request().delete(job(id)).then().statusCode(200);
        time.passes(Duration.ofSeconds(1));
        request().get(job(id)).then().statusCode(404);
    }

    @Test
    @Verified(OBSERVED)
    void whatIsNotThereIsNotFound() {
        refused(request().get(job("none")), Code.NOT_FOUND, "resource not found");
        refused(request().delete(job("none")), Code.NOT_FOUND, "resource not found");
        refused(request("{}").post(job("none") + ":cancel"), Code.NOT_FOUND, "resource not found");
        refused(request("{}").post(job("none") + ":resume"), Code.NOT_FOUND, "resource not found");
    }

    @Test
    void everyChangeIsTimedWhenItWasPlannedHoweverLateItIsMade() {
        var id = aJob();
        var created = time.now();
        time.passes(Duration.ofDays(3));
        request()
                .get(job(id))
                .then()
                .body("state", equalTo("JOB_STATE_COMPLETED"))
                .body("createTime", equalTo(micros(created)))
                .body("completedTime", equalTo(micros(created.plusSeconds(6))))
                .body("updateTime", equalTo(micros(created.plusSeconds(6))));
    }

    @Test
    void theUpdateTimeIsThatOfTheLatestChange() {
        var id = aJob();
        var created = time.now();
        time.passes(Duration.ofSeconds(3));
        request()
                .get(job(id))
                .then()
                .body("updateTime", equalTo(micros(created.plusSeconds(1))))
                .body("completedTime", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 40, 0", "4, 1, 0, 0", "4, 3, 40, 1", "4, 5, 80, 3", "4, 6, 100, 3", "10, 2, 20, 2"})
    void epochsCountFromNothingAlongTheProgress(int epochs, int seconds, int percent, int epoch) {
        var id = aJob("{\"dataset\": \"d\", \"epochs\": " + epochs + '}');
        time.passes(Duration.ofSeconds(seconds));
        request()
                .get(job(id))
                .then()
                .body("jobProgress.percent", equalTo(percent))
                .body("jobProgress.epoch", equalTo(epoch))
                .body("jobProgress.inputTokens", equalTo(0));
    }

    private static String micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).toString();
    }
}
