package dev.emulator.fireworks.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Json;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which requests a fault applies to, and how often. */
@AlsoOnPostgresql
class FaultTests extends FaultStory {

    private final Datasets datasets = new Datasets(api);

    @Test
    void aFaultOfOneCallLeavesTheOthersAlone() {
        var job = jobs.create();
        var id = aFault("""
                {"match": {"operation": "GetSupervisedFineTuningJob"}, "error": {"preset": "UNAVAILABLE"}}""");

        jobs.get(job).then().statusCode(503);
        jobs.list().then().statusCode(200).header("X-Emulator-Fault", (String) null);
        assertThat(matched(id)).isEqualTo(1);
        assertThat(fired(id)).isEqualTo(1);
    }

    @Test
    void theResponseNamesTheFault() {
        var id = aFault("{\"error\": {\"preset\": \"INTERNAL\"}}");

        jobs.list().then().statusCode(500).header("X-Emulator-Fault", "accounts/" + account + "/faults/" + id);
    }

    @Test
    void methodPathAndOperationMustAllFit() {
        jobs.create(jobs.smallest().put("displayName", "one"));
        var byMethod = aFault("{\"match\": {\"method\": \"POST\"}, \"delay\": {\"fixed\": \"0s\"}}");
        var byPath = aFault("{\"match\": {\"path\": \"*/datasets/tr*\"}, \"delay\": {\"fixed\": \"0s\"}}");
        var both = aFault("""
                {"match": {"method": "GET", "path": "*FineTuningJobs"}, "delay": {"fixed": "0s"}}""");

        jobs.list();
        datasets.get("train");
        datasets.get("other");

        assertThat(matched(byMethod)).isZero();
        assertThat(matched(byPath)).isEqualTo(1);
        assertThat(matched(both)).isEqualTo(1);
    }

    @Test
    void theNthCallIsStruckOnly() {
        var id = aFault("{\"when\": {\"nth\": 3}, \"error\": {\"preset\": \"RATE_LIMITED\"}}");

        assertThat(lists(5)).containsExactly(200, 200, 429, 200, 200);
        assertThat(matched(id)).isEqualTo(5);
        assertThat(fired(id)).isEqualTo(1);
    }

    @Test
    void eachKthCallIsStruck() {
        aFault("{\"when\": {\"every\": 2}, \"error\": {\"preset\": \"CONFLICT\"}}");

        assertThat(lists(5)).containsExactly(200, 409, 200, 409, 200);
    }

    @Test
    void theFirstCallsAreStruck() {
        aFault("{\"when\": {\"first\": 2}, \"error\": {\"preset\": \"RATE_LIMITED\"}}");

        assertThat(lists(4)).containsExactly(429, 429, 200, 200);
    }

    @Test
    void callsAfterSomeAreStruck() {
        aFault("{\"when\": {\"after\": 2, \"first\": 3}, \"error\": {\"preset\": \"RATE_LIMITED\"}}");

        assertThat(lists(4)).containsExactly(200, 200, 429, 200);
    }

    @Test
    void callsWithinAWindowOfTheAccountsTimeAreStruckAndCounted() {
        var id = aFault(Json.object(
                "when",
                Json.object(
                        "from", time.now().plusSeconds(60), "until", time.now().plusSeconds(120), "first", 1),
                "error",
                Json.object("preset", "UNAVAILABLE")));

        assertThat(lists(2)).containsExactly(200, 200);
        time.passes(Duration.ofSeconds(60));
        assertThat(lists(2)).containsExactly(503, 200);
        time.passes(Duration.ofSeconds(60));
        assertThat(lists(1)).containsExactly(200);
        assertThat(matched(id)).isEqualTo(2);
    }

    @Test
    void chanceStrikesTheSameCallsInEveryRun() {
        var json = "{\"when\": {\"probability\": 0.5}, \"error\": {\"preset\": \"INTERNAL\"}}";
        aFault(json);
        var first = lists(40);
        control.post("/faults:clear", "{}").then().statusCode(200);
        control.post("/faults?faultId=other", json).then().statusCode(200);
        var otherwise = lists(40);
        control.post("/faults:clear", "{}").then().statusCode(200);
        control.post("/faults?faultId=fault-1", json).then().statusCode(200);

        assertThat(lists(40)).isEqualTo(first).isNotEqualTo(otherwise);
        assertThat(Collections.frequency(first, 500)).isBetween(8, 32);
    }

    @Test
    void delaysAddToTheFirstOfTheOthersWhoseTurnItIs() {
        var slow = aFault("{\"delay\": {\"fixed\": \"0.001s\"}}");
        var once = aFault("{\"when\": {\"first\": 1}, \"error\": {\"preset\": \"RATE_LIMITED\"}}");
        var later = aFault("{\"error\": {\"preset\": \"INTERNAL\"}}");

        var answer = jobs.list();

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().getValues("X-Emulator-Fault"))
                .extracting(name -> name.substring(name.lastIndexOf('/') + 1))
                .containsExactly(slow, once);
        assertThat(lists(1)).containsExactly(500);
        assertThat(List.of(matched(slow), matched(once), matched(later))).containsExactly(2, 2, 2);
        assertThat(List.of(fired(slow), fired(once), fired(later))).containsExactly(2, 1, 1);
    }

    @Test
    void anAccountsFaultsAreNoOthers() {
        aFault("{\"error\": {\"preset\": \"INTERNAL\"}}");
        var other = "/v1/accounts/x" + account.substring(1) + "/supervisedFineTuningJobs";

        request().get(other).then().statusCode(200);
        request()
                .get("/_emulator/v1/accounts/x" + account.substring(1) + "/faults")
                .then()
                .body("faults", hasSize(0));
        jobs.list().then().statusCode(500);
    }

    /** Every key is valid here, and belongs to the same account. */
    @Test
    void aCallThatNamesNoAccountIsOneOfItsKeys() {
        var faults = "/_emulator/v1/accounts/local/faults";
        request("{\"match\": {\"operation\": \"VerifyApiKey\"}, \"error\": {\"preset\": \"UNAVAILABLE\"}}")
                .post(faults + "?faultId=" + account)
                .then()
                .statusCode(200);
        try {
            request().get("/verifyApiKey").then().statusCode(503).header("X-Emulator-Fault", endsWith(account));
        } finally {
            request().delete(faults + "/" + account).then().statusCode(200);
        }
    }

    @Test
    void ofManyCallsAtOnceTheFirstFewAreStruck() {
        var id = aFault("{\"when\": {\"first\": 5}, \"error\": {\"preset\": \"RATE_LIMITED\"}}");
        var client = new Client(port, account);

        var statuses = AtOnce.times(40, 8, i -> client.list("pageSize=1").status());

        assertThat(Collections.frequency(statuses, 429)).isEqualTo(5);
        assertThat(Collections.frequency(statuses, 200)).isEqualTo(35);
        assertThat(matched(id)).isEqualTo(40);
        assertThat(fired(id)).isEqualTo(5);
    }

    @Test
    void faultsAreListedInTheOrderTheyAreAskedIn() {
        aFault("{\"error\": {\"preset\": \"INTERNAL\"}}");
        control.post("/faults?faultId=a-slow-one", "{\"delay\": {\"fixed\": \"1s\"}}")
                .then()
                .statusCode(200)
                .body("name", equalTo("accounts/" + account + "/faults/a-slow-one"))
                .body("createTime", equalTo(time.now().toString()))
                .body("fired", equalTo("0"))
                .body("delay.fixed", equalTo("1s"));

        control.get("/faults")
                .then()
                .body(
                        "faults.name",
                        equalTo(List.of(
                                "accounts/" + account + "/faults/fault-1",
                                "accounts/" + account + "/faults/a-slow-one")))
                .body("totalSize", equalTo(2));
    }

    @Test
    void aFaultThatIsTakenAwayStrikesNoMore() {
        var id = aFault("{\"error\": {\"preset\": \"INTERNAL\"}}");
        assertThat(lists(1)).containsExactly(500);

        control.delete("/faults/" + id).then().statusCode(200);

        assertThat(lists(1)).containsExactly(200);
        refused(control.get("/faults/" + id), Code.NOT_FOUND, "resource not found");
        refused(control.delete("/faults/" + id), Code.NOT_FOUND, "resource not found");
        assertThat(aFault("{\"error\": {\"preset\": \"INTERNAL\"}}")).isNotEqualTo(id);
    }

    @Test
    void anIdIsGivenOnce() {
        var json = "{\"error\": {\"preset\": \"INTERNAL\"}}";
        control.post("/faults?faultId=fault-1", json).then().statusCode(200);

        refused(
                control.post("/faults?faultId=fault-1", json),
                Code.ALREADY_EXISTS,
                "resource accounts/" + account + "/faults/fault-1 already exists");
        assertThat(aFault(json)).isEqualTo("fault-2");
    }
}
