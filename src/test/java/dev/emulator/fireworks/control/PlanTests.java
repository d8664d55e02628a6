package dev.emulator.fireworks.control;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.job.JobState;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Storage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A test sets the plans of jobs. */
@AlsoOnPostgresql
class PlanTests extends PlanStory {

    private static final String FAILING = """
            {"plan": {"name": "mine", "stages": [
                {"state": "RUNNING", "lasts": "100s"},
                {"state": "FAILED", "code": "RESOURCE_EXHAUSTED", "message": "out of luck"}], "reaches": 60}}""";

    private final Datasets datasets = new Datasets(api);

    @Test
    void aPlanThatIsSetForAJobDecidesWhatBecomesOfItOnceItIsMade() {
        control.put("/resources/supervisedFineTuningJobs/doomed/plan", FAILING)
                .then()
                .statusCode(200);
        make("doomed").body("state", equalTo("JOB_STATE_RUNNING"));
        advance("50s");
        jobs.get("doomed").then().body("jobProgress.percent", equalTo(30));
        advance("50s");

        jobs.get("doomed")
                .then()
                .body("state", equalTo("JOB_STATE_FAILED"))
                .body("status.code", equalTo("RESOURCE_EXHAUSTED"))
                .body("status.message", equalTo("out of luck"))
                .body("jobProgress.percent", equalTo(60));
        seen("doomed")
                .body("plan.name", equalTo("mine"))
                .body("plan.why", equalTo("set for resource doomed"))
                .body("plan.reaches", equalTo(60))
                .body("ended", equalTo(true))
                .body("transitions.size()", equalTo(1));
    }

    @Test
    void aPlanThatIsSetForARunningJobTakesOverFromTheStateItIsIn() {
        var id = jobs.create();
        advance("3s");
        control.put("/resources/supervisedFineTuningJobs/" + id + "/plan", FAILING)
                .then()
                .statusCode(200);
        seen(id).body("state", equalTo("JOB_STATE_RUNNING"))
                .body("plan.name", equalTo("mine"))
                .body("nextState", equalTo("JOB_STATE_FAILED"));
        jobs.get(id).then().body("jobProgress.percent", equalTo(40));
        advance("100s");
        jobs.get(id).then().body("state", equalTo("JOB_STATE_FAILED")).body("jobProgress.percent", equalTo(60));
    }

    @Test
    void theMostSpecificPlanWinsAndTheJobHasTheReason() {
        make("server");
        seen("server").body("plan.why", equalTo("default of the server"));

        use("/defaultPlan", "fails");
        make("account");
        seen("account").body("plan.name", equalTo("fails")).body("plan.why", equalTo("default of account " + account));

        addRule("r1", "{\"match\": {\"id\": \"ft-*\"}, \"choice\": {\"use\": \"expires\"}}")
                .statusCode(200);
        make("ft-rule");
        seen("ft-rule")
                .body("plan.name", equalTo("expires"))
                .body("plan.why", equalTo("rule accounts/" + account + "/plans/r1"));

        use("/resources/supervisedFineTuningJobs/ft-set/plan", "stuck-in-pending");
        make("ft-set");
        seen("ft-set")
                .body("plan.name", equalTo("stuck-in-pending"))
                .body("plan.why", equalTo("set for resource ft-set"));

        use("/resources/supervisedFineTuningJobs/ft-asked/plan", "stuck-in-pending");
        request(body())
                .header("X-Emulator-Plan", "skips-running")
                .post(jobs.url() + "?supervisedFineTuningJobId=ft-asked")
                .then()
                .statusCode(200);
        seen("ft-asked")
                .body("plan.name", equalTo("skips-running"))
                .body("plan.why", equalTo("requested when the resource was created"));
    }

    @Test
    void aPlanMayComeWithTheRequestAsJson() {
        request(body())
                .header("X-Emulator-Plan", "{\"stages\": [{\"state\": \"ARCHIVED\"}]}")
                .post(jobs.url())
                .then()
                .statusCode(200)
                .body("state", equalTo("JOB_STATE_ARCHIVED"));
    }

    @Test
    void aRequestForAPlanThatIsNotThereMakesNothing() {
        request(body())
                .header("X-Emulator-Plan", "succeeds")
                .post(jobs.url())
                .then()
                .statusCode(400)
                .body("message", containsString("unknown plan \"succeeds\"; the predefined plans are completes, "));
        jobs.list().then().body("totalSize", equalTo(0));
    }

    @Test
    void anUnknownPlanForAnyCollectionIsRefusedWithThePlansOfAllCollections() {
        control.put("/defaultPlan", "{\"use\": \"unknown\"}")
                .then()
                .statusCode(400)
                .body("message", containsString("unknown plan \"unknown\"; the predefined plans are "))
                .body("message", containsString(" completes,"))
                .body("message", containsString(" deployment-fails,"))
                .body("message", containsString(" fails-to-deploy"));
    }

    @Test
    void everyStateIsReachedByThePlansThatComeWithTheEmulator() {
        var reached = new HashSet<String>();
        for (var plan : readyPlans()) {
            request(body())
                    .header("X-Emulator-Plan", plan)
                    .post(jobs.url() + "?supervisedFineTuningJobId=" + plan)
                    .then()
                    .statusCode(200);
        }
        advance("86400s");
        for (var plan : readyPlans()) {
            seen(plan).extract().<List<Map<String, String>>>path("transitions").forEach(change -> {
                reached.add(change.get("fromState"));
                reached.add(change.get("toState"));
            });
            reached.add(jobs.get(plan).then().statusCode(200).extract().path("state"));
        }
        var missing = new HashSet<>(
                Arrays.stream(JobState.values()).map(JobState::name).toList());
        missing.removeAll(reached);
        // Nothing is in the zero state, no version writes FAILED_CLEANING_UP any more, and a call is what deletes.
        assertThat(missing)
                .isEqualTo(Set.of(
                        "JOB_STATE_UNSPECIFIED",
                        "JOB_STATE_DELETING",
                        "JOB_STATE_DELETING_CLEANING_UP",
                        "JOB_STATE_FAILED_CLEANING_UP"));
    }

    @Test
    void aModelCanBeLate() {
        request(body())
                .header("X-Emulator-Plan", "completes-before-its-model")
                .post(jobs.url() + "?supervisedFineTuningJobId=early")
                .then()
                .statusCode(200);
        advance("6s");
        var model = "/v1/accounts/" + account + "/models/early";
        jobs.get("early").then().body("state", equalTo("JOB_STATE_COMPLETED"));
        request().get(model).then().statusCode(200).body("state", equalTo("UPLOADING"));
        seen("early").body("ended", equalTo(true)).body("nextState", equalTo(""));

        advance("30s");
        request().get(model).then().body("state", equalTo("READY"));
        request().get(model + ":getDownloadEndpoint").then().body("filenameToSignedUrls.size()", equalTo(2));
        seen("early").body("nextTransitionTime", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"overfits", "diverges", "not-a-number", "plateaus"})
    void aLossGoesAsItIsPlanned(String plan) {
        datasets.create("train", ROW.repeat(640));
        request(body().replaceFirst("\\{", "{\"evalAutoCarveout\": true, \"epochs\": 2, "))
                .header("X-Emulator-Plan", plan)
                .post(jobs.url() + "?supervisedFineTuningJobId=" + plan)
                .then()
                .statusCode(200);
        advance("10s");
        var address = jobs.get(plan).then().extract().<String>path("metricsFileSignedUrl");
        var lines = Storage.fetch(address).asString().lines().toList();
        var train = lines.stream()
                .filter(line -> line.contains("train/loss"))
                .map(PlanTests::loss)
                .toList();
        var eval = lines.stream()
                .filter(line -> line.contains("eval/loss"))
                .map(PlanTests::loss)
                .toList();
        var first = train.get(0);
        var last = train.get(train.size() - 1);
        var lastEval = eval.get(eval.size() - 1);
        switch (plan) {
            case "overfits" -> {
                assertThat(last).isLessThan(first);
                assertThat(lastEval).isGreaterThan(eval.get(0));
            }
            case "diverges" -> assertThat(last).isGreaterThan(first * 2);
            case "not-a-number" -> assertThat(last).isNaN();
            default ->
                assertThat(last).isBetween(train.get(train.size() / 2) * 0.85, train.get(train.size() / 2) * 1.15);
        }
    }

    private static double loss(String line) {
        return Double.parseDouble(line.replaceAll(".*/loss\":([^,}]+).*", "$1"));
    }

    @Test
    void durationsAreDrawnFromTheSeedAndSoTheSameForTheSameJob() {
        var drawn = """
                {"plan": {"stages": [
                    {"state": "RUNNING", "drawn": {"uniform": {"min": "10s", "max": "100s"}}},
                    {"state": "PENDING", "drawn": {"logNormal": {"median": "10s", "sigma": 0.5, "max": "60s"}}},
                    {"state": "COMPLETED"}]}}""";
        control.put("/defaultPlan", drawn).then().statusCode(200);
        make("one");
        make("two");
        var one = seen("one").extract().<List<String>>path("plan.stages.lasts");
        var two = seen("two").extract().<List<String>>path("plan.stages.lasts");
        assertThat(one).isNotEqualTo(two);
        assertThat(seconds(one.get(0))).isBetween(10.0, 100.0);
        assertThat(seconds(one.get(1))).isBetween(1.0, 60.0);

        jobs.delete("one");
        advance("10s");
        make("one");
        assertThat(seen("one").extract().<List<String>>path("plan.stages.lasts"))
                .isEqualTo(one);
    }

    private static double seconds(String duration) {
        return Double.parseDouble(duration.replace("s", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                     | one of use and plan must be given
            {"use": "fails", "plan": {"stages": [{"state": "FAILED"}]}} | one of use and plan must be given
            {"plan": {}}                                           | a plan has 1 to 100 stages
            {"plan": {"stages": [{"state": "COMPLETED"}, {"state": "RUNNING"}]}} | plan.stages[1]: no stage can follow a terminal state
            {"plan": {"stages": [{"state": "COMPLETED", "lasts": "1s"}]}} | plan.stages[0]: the last stage lasts for ever, so it cannot have a duration
            {"plan": {"stages": [{"state": "RUNNING", "lasts": "soon"}, {"state": "FAILED"}]}} | plan.stages[0].lasts: "soon" is not a duration of 0 to 3650 days, such as 1.5s, 21600s, PT6H or P1D
            {"plan": {"stages": [{"state": "FAILED"}], "reaches": 101}} | plan.reaches must be a percentage, 0 to 100
            {"plan": {"stages": [{"state": "FAILED"}], "settles": "1s"}} | plan.settles: a resource that ends in JOB_STATE_FAILED has no results
            {"plan": {"stages": [{"state": "FAILED"}], "attributes": {"loss": "BAD"}}} | plan.attributes.loss must be one of NATURAL, HEALTHY, OVERFIT, DIVERGE, NAN, PLATEAU
            {"plan": {"stages": [{"state": "RUNNING", "drawn": {}}, {"state": "FAILED"}]}} | plan.stages[0].drawn: one of uniform or log_normal must be given
            {"plan": {"stages": [{"state": "RUNNING", "drawn": {"uniform": {"min": "2s", "max": "1s"}}}, {"state": "FAILED"}]}} | plan.stages[0].drawn: max must not be below min
            """)
    void aPlanThatCannotBeFollowedIsRefused(String choice, String message) {
        refused(control.put("/defaultPlan", choice), Code.INVALID_ARGUMENT, message);
        control.get("/defaultPlan").then().statusCode(404);
    }
}
