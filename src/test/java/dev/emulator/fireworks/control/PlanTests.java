package dev.emulator.fireworks.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.job.JobState;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a job is its test's choice. */
class PlanTests extends Story {

    private static final String FAILING = """
            {"plan": {"name": "mine", "stages": [
                {"state": "RUNNING", "lasts": "100s"},
                {"state": "FAILED", "code": "RESOURCE_EXHAUSTED", "message": "out of luck"}], "reaches": 60}}""";

    @BeforeEach
    void freeze() {
        request("{}").post(control() + "/clock:freeze").then().statusCode(200);
    }

    @Test
    void aPlanThatIsSetForAJobDecidesWhatBecomesOfItOnceItIsMade() {
        request(FAILING)
                .put(control() + "/resources/supervisedFineTuningJobs/doomed/plan")
                .then()
                .statusCode(200);
        make("doomed").body("state", equalTo("JOB_STATE_RUNNING"));
        advance("50s");
        request().get(job("doomed")).then().body("jobProgress.percent", equalTo(30));
        advance("50s");

        request()
                .get(job("doomed"))
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
        var id = aJob();
        advance("3s");
        request(FAILING)
                .put(control() + "/resources/supervisedFineTuningJobs/" + id + "/plan")
                .then()
                .statusCode(200);
        seen(id).body("state", equalTo("JOB_STATE_RUNNING"))
                .body("plan.name", equalTo("mine"))
                .body("nextState", equalTo("JOB_STATE_FAILED"));
        request().get(job(id)).then().body("jobProgress.percent", equalTo(40));
        advance("100s");
        request()
                .get(job(id))
                .then()
                .body("state", equalTo("JOB_STATE_FAILED"))
                .body("jobProgress.percent", equalTo(60));
    }

    @Test
    void theMostSpecificPlanWinsAndTheJobTellsWhy() {
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
                .post(jobs() + "?supervisedFineTuningJobId=ft-asked")
                .then()
                .statusCode(200);
        seen("ft-asked")
                .body("plan.name", equalTo("skips-running"))
                .body("plan.why", equalTo("asked for by the request that made the resource"));
    }

    @Test
    void aPlanMayComeWithTheRequestAsJson() {
        request(body())
                .header("X-Emulator-Plan", "{\"stages\": [{\"state\": \"ARCHIVED\"}]}")
                .post(jobs())
                .then()
                .statusCode(200)
                .body("state", equalTo("JOB_STATE_ARCHIVED"));
    }

    @Test
    void aRequestForAPlanThatIsNotThereMakesNothing() {
        request(body())
                .header("X-Emulator-Plan", "succeeds")
                .post(jobs())
                .then()
                .statusCode(400)
                .body("message", containsString("there is no plan \"succeeds\"; there are completes, "));
        request().get(jobs()).then().body("totalSize", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "displayName": "nightly *"                         | nightly run
            "attributes": {"dataset": "accounts/*/datasets/train"} |
            "attributes": {"dataset": "train"}                 |
            "attributes": {"baseModel": "qwen3-*"}             |
            "collection": "supervisedFineTuningJobs"           |
            "id": "*-1", "displayName": "nightly run"       | nightly run
            """)
    void aRuleChoosesByWhatTheJobIs(String match, String displayName) {
        addRule("r", "{\"match\": {" + match + "}, \"choice\": {\"use\": \"fails\"}}")
                .statusCode(200);
        request(body().replaceFirst("\\{", "{\"displayName\": \"" + (displayName == null ? "" : displayName) + "\", "))
                .post(jobs() + "?supervisedFineTuningJobId=job-1")
                .then()
                .statusCode(200);
        seen("job-1").body("plan.name", equalTo("fails"));
    }

    @Test
    void ofSeveralRulesTheFirstDecidesAndOneThatIsTakenAwayDoesNoLonger() {
        addRule("", "{\"match\": {\"id\": \"a-*\"}, \"choice\": {\"use\": \"fails\"}}")
                .body("name", equalTo("accounts/" + account + "/plans/rule-1"));
        addRule("", "{\"match\": {\"id\": \"*-z\"}, \"choice\": {\"use\": \"expires\"}}")
                .body("name", equalTo("accounts/" + account + "/plans/rule-2"));
        make("a-z");
        seen("a-z").body("plan.name", equalTo("fails"));

        request().delete(control() + "/plans/rule-1").then().statusCode(200);
        make("a-1-z");
        seen("a-1-z").body("plan.name", equalTo("expires"));
        request().get(control() + "/plans/rule-1").then().statusCode(404);
        request().get(control() + "/plans").then().body("plans.size()", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id": "Nightly*"}                            | no resource can have an id like "Nightly*"
            {"collection": "datasets"}                          | the collections of resources with states are supervisedFineTuningJobs
            {"attributes": {"dataset": "accounts/somebody-else/datasets/x"}} | no resource of account ACCOUNT has a dataset of another account
            {"attributes": {"colour": "red"}}                   | no resource has such an attribute
            {"id": "ft-1*"}                               | accounts/ACCOUNT/plans/first comes before it and takes every resource that it could take
            """)
    void aRuleThatCanNeverMatchIsRefusedWithTheReason(String match, String reason) {
        addRule("first", "{\"match\": {\"id\": \"ft-*\"}, \"choice\": {\"use\": \"fails\"}}")
                .statusCode(200);
        addRule("second", "{\"match\": " + match + ", \"choice\": {\"use\": \"fails\"}}")
                .statusCode(400)
                .body("message", equalTo("this rule can never match: " + reason.replace("ACCOUNT", account)));
    }

    @Test
    void everyStateIsReachedByThePlansThatComeWithTheEmulator() {
        var reached = new HashSet<String>();
        for (var plan : readyPlans()) {
            request(body())
                    .header("X-Emulator-Plan", plan)
                    .post(jobs() + "?supervisedFineTuningJobId=" + plan)
                    .then()
                    .statusCode(200);
        }
        advance("86400s");
        for (var plan : readyPlans()) {
            seen(plan).extract().<List<Map<String, String>>>path("transitions").forEach(change -> {
                reached.add(change.get("fromState"));
                reached.add(change.get("toState"));
            });
            reached.add(
                    request().get(job(plan)).then().statusCode(200).extract().path("state"));
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
                .post(jobs() + "?supervisedFineTuningJobId=early")
                .then()
                .statusCode(200);
        advance("6s");
        var model = "/v1/accounts/" + account + "/models/early";
        request().get(job("early")).then().body("state", equalTo("JOB_STATE_COMPLETED"));
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
        aDataset("train", ROW.repeat(640));
        request(body().replaceFirst("\\{", "{\"evalAutoCarveout\": true, \"epochs\": 2, "))
                .header("X-Emulator-Plan", plan)
                .post(jobs() + "?supervisedFineTuningJobId=" + plan)
                .then()
                .statusCode(200);
        advance("10s");
        var address = request().get(job(plan)).then().extract().<String>path("metricsFileSignedUrl");
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
        request(drawn).put(control() + "/defaultPlan").then().statusCode(200);
        make("one");
        make("two");
        var one = seen("one").extract().<List<String>>path("plan.stages.lasts");
        var two = seen("two").extract().<List<String>>path("plan.stages.lasts");
        assertThat(one).isNotEqualTo(two);
        assertThat(seconds(one.get(0))).isBetween(10.0, 100.0);
        assertThat(seconds(one.get(1))).isBetween(1.0, 60.0);

        request().delete(job("one"));
        advance("10s");
        make("one");
        assertThat(seen("one").extract().<List<String>>path("plan.stages.lasts"))
                .isEqualTo(one);
    }

    private static double seconds(String duration) {
        return Double.parseDouble(duration.replace("s", ""));
    }

    @Test
    void aJobIsMovedByHand() {
        var id = aJob();
        moved(id, "{\"state\": \"RUNNING\"}").statusCode(200).body("state", equalTo("JOB_STATE_RUNNING"));
        advance("5s");
        request().get(job(id)).then().body("state", equalTo("JOB_STATE_COMPLETED"));

        var other = aJob();
        moved(other, "{\"state\": \"PAUSED\"}").body("nextTransitionTime", nullValue());
        moved(other, "{\"state\": \"FAILED\", \"code\": \"DATA_LOSS\", \"message\": \"gone\"}")
                .statusCode(200);
        request()
                .get(job(other))
                .then()
                .body("state", equalTo("JOB_STATE_FAILED"))
                .body("status.code", equalTo("DATA_LOSS"))
                .body("status.message", equalTo("gone"));
        refused(
                request("{\"state\": \"RUNNING\"}")
                        .post(control() + "/resources/supervisedFineTuningJobs/" + other + ":transition"),
                Code.FAILED_PRECONDITION,
                "resource in state JOB_STATE_FAILED has ended");
    }

    @Test
    void aJobThatIsMovedToItsEndMakesItsModel() {
        var id = aJob();
        moved(id, "{\"state\": \"COMPLETED\"}").statusCode(200);
        request().get("/v1/accounts/" + account + "/models/" + id).then().body("state", equalTo("READY"));
    }

    @Test
    void whoWaitsForAJobInVirtualTimeGetsThereAtOnce() {
        var id = aJob();
        request("{\"state\": \"RUNNING\", \"advance\": true}")
                .post(control() + "/resources/supervisedFineTuningJobs/" + id + ":wait")
                .then()
                .statusCode(200)
                .body("satisfied", equalTo(true))
                .body("resource.state", equalTo("JOB_STATE_RUNNING"));
        request("{\"advance\": true}")
                .post(control() + "/resources/supervisedFineTuningJobs/" + id + ":wait")
                .then()
                .body("satisfied", equalTo(true))
                .body("resource.state", equalTo("JOB_STATE_COMPLETED"));
        request("{\"state\": \"PAUSED\", \"timeout\": \"60s\"}")
                .post(control() + "/resources/supervisedFineTuningJobs/" + id + ":wait")
                .then()
                .body("satisfied", equalTo(false));
        request("{\"state\": \"CREATING\"}")
                .post(control() + "/resources/supervisedFineTuningJobs/" + id + ":wait")
                .then()
                .body("satisfied", equalTo(true));
    }

    @Test
    void whoWaitsInRealTimeHearsOfItWhenItHappens() throws Exception {
        request("{}").post(control() + "/clock:resume").then().statusCode(200);
        var id = aJob();
        var waiting = new FutureTask<Response>(() -> request("{\"timeout\": \"30s\"}")
                .post(control() + "/resources/supervisedFineTuningJobs/" + id + ":wait"));
        new Thread(waiting).start();
        time.passes(Duration.ofSeconds(10));
        waiting.get().then().statusCode(200).body("satisfied", equalTo(true));
    }

    @Test
    void whatCannotBeAwaitedIsRefused() {
        request("{}")
                .post(control() + "/resources/supervisedFineTuningJobs/nobody:wait")
                .then()
                .statusCode(404);
        var id = aJob();
        refused(
                request("{\"timeout\": \"61s\"}")
                        .post(control() + "/resources/supervisedFineTuningJobs/" + id + ":wait"),
                Code.INVALID_ARGUMENT,
                "timeout must be at most 60s");
        request("{\"state\": \"DONE\"}")
                .post(control() + "/resources/supervisedFineTuningJobs/" + id + ":wait")
                .then()
                .statusCode(400)
                .body("message", containsString("there is no state \"DONE\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                     | one of use and plan must be given
            {"use": "fails", "plan": {"stages": [{"state": "FAILED"}]}} | one of use and plan must be given
            {"plan": {}}                                           | a plan has 1 to 100 stages
            {"plan": {"stages": [{"state": "COMPLETED"}, {"state": "RUNNING"}]}} | plan.stages[1]: nothing comes after a state in which a resource has ended
            {"plan": {"stages": [{"state": "COMPLETED", "lasts": "1s"}]}} | plan.stages[0]: nothing comes after the last stage, so it lasts for ever
            {"plan": {"stages": [{"state": "RUNNING", "lasts": "soon"}, {"state": "FAILED"}]}} | plan.stages[0].lasts: "soon" is no duration of 0 to 3650 days, such as 1.5s, 21600s, PT6H or P1D
            {"plan": {"stages": [{"state": "FAILED"}], "reaches": 101}} | plan.reaches must be a percentage, 0 to 100
            {"plan": {"stages": [{"state": "FAILED"}], "settles": "1s"}} | plan.settles: a resource that ends in JOB_STATE_FAILED leaves nothing behind
            {"plan": {"stages": [{"state": "FAILED"}], "attributes": {"loss": "BAD"}}} | plan.attributes.loss must be one of NATURAL, HEALTHY, OVERFIT, DIVERGE, NAN, PLATEAU
            {"plan": {"stages": [{"state": "RUNNING", "drawn": {}}, {"state": "FAILED"}]}} | plan.stages[0].drawn: one of uniform or log_normal must be given
            {"plan": {"stages": [{"state": "RUNNING", "drawn": {"uniform": {"min": "2s", "max": "1s"}}}, {"state": "FAILED"}]}} | plan.stages[0].drawn: max must not be below min
            """)
    void aPlanThatCannotBeFollowedIsRefused(String choice, String message) {
        refused(request(choice).put(control() + "/defaultPlan"), Code.INVALID_ARGUMENT, message);
        request().get(control() + "/defaultPlan").then().statusCode(404);
    }

    private String body() {
        return "{\"dataset\": \"accounts/%s/datasets/train\", \"baseModel\": \"%s\"}".formatted(account, QWEN);
    }

    private ValidatableResponse make(String id) {
        return request(body())
                .post(jobs() + "?supervisedFineTuningJobId=" + id)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse seen(String id) {
        return request()
                .get(control() + "/resources/supervisedFineTuningJobs/" + id)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse moved(String id, String body) {
        return request(body)
                .post(control() + "/resources/supervisedFineTuningJobs/" + id + ":transition")
                .then();
    }

    private ValidatableResponse addRule(String id, String rule) {
        return request(rule)
                .post(control() + "/plans" + (id.isEmpty() ? "" : "?planId=" + id))
                .then();
    }

    private void use(String where, String plan) {
        request("{\"use\": \"" + plan + "\"}").put(control() + where).then().statusCode(200);
    }

    private void advance(String by) {
        request("{\"by\": \"" + by + "\"}")
                .post(control() + "/clock:advance")
                .then()
                .statusCode(200);
    }

    private List<String> readyPlans() {
        return request()
                .get("/_emulator/v1/plans")
                .then()
                .statusCode(200)
                .extract()
                .path("plans.name");
    }
}
