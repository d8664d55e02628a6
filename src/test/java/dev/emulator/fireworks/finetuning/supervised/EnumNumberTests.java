package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.job.JobState;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import dev.emulator.fireworks.types.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcOperations;

/** Enum values have the numbers of the vendor's protos, as in Build SDK 0.19.20. The database has their names. */
@Verified(OBSERVED)
@AlsoOnPostgresql
class EnumNumberTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @Autowired
    private JdbcOperations jdbc;

    @ParameterizedTest
    @CsvSource({"1, US_IOWA_1", "12, EU_PARIS_1", "14, EU_HELSINKI_1", "15, US_NEVADA_1", "26, US_UTAH_1"})
    void aRegionCanBeGivenByItsNumber(int number, String name) {
        var id = jobs.create(Json.object("dataset", "d", "region", number));
        jobs.get(id).then().body("region", equalTo(name));
        assertThat(Region.valueOf(name).number()).isEqualTo(number);
    }

    @Test
    void aNumberThatTheVendorLeavesOutIsNoRegion() {
        jobs.post("{\"dataset\": \"d\", \"region\": 13}").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "13, POLICY_UPDATE",
        "14, PENDING",
        "15, EXPIRED_CLEANING_UP",
        "16, EXPIRED",
        "17, CREATING_DEPENDENCIES",
        "18, RE_QUEUEING",
        "19, CREATING_INPUT_DATASET"
    })
    void statesHaveTheVendorsNumbers(int number, String state) {
        assertThat(JobState.valueOf("JOB_STATE_" + state).number()).isEqualTo(number);
    }

    /** Earlier versions had other numbers: 13 for EU_HELSINKI_1, 15 for JOB_STATE_EXPIRED. */
    @Test
    void dataThatWasKeptBeforeTheNumbersChangedStaysWhatItWas() {
        var id = jobs.create("{\"dataset\": \"d\", \"region\": \"EU_HELSINKI_1\"}");
        var kept = jdbc.queryForMap(
                "select state, spec, plan from supervised_fine_tuning_job where account_id = ?", account);
        assertThat(kept.get("spec").toString()).contains("\"region\":\"EU_HELSINKI_1\"");
        assertThat(kept.get("plan").toString()).contains("JOB_STATE_RUNNING");

        // As an emulator with the old numbers has written it.
        jdbc.update(
                "update supervised_fine_tuning_job set state = 'JOB_STATE_EXPIRED', next_transition_at = null"
                        + " where account_id = ?",
                account);
        jobs.get(id)
                .then()
                .statusCode(200)
                .body("state", equalTo("JOB_STATE_EXPIRED"))
                .body("region", equalTo("EU_HELSINKI_1"));
        for (var filter : new String[] {"state=\"JOB_STATE_EXPIRED\"", "region=EU_HELSINKI_1"}) {
            request()
                    .queryParam("filter", filter)
                    .get(jobs.url())
                    .then()
                    .statusCode(200)
                    .body("supervisedFineTuningJobs", hasSize(1));
        }
        refused(jobs.resume(id), Code.FAILED_PRECONDITION, "job in state JOB_STATE_EXPIRED cannot be resumed");
    }
}
