package dev.emulator.fireworks.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.ValidatableResponse;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pack breaks clients that were not written with it in mind, and tells what they made of it. */
@AlsoOnPostgresql
class PackTests extends Story {

    @BeforeEach
    void freeze() {
        request("{}").post(control() + "/clock:freeze").then().statusCode(200);
    }

    @Test
    void everyPackSaysWhatItCatchesAndDoesSomething() {
        List<Map<String, Object>> packs = request()
                .get("/_emulator/v1/packs")
                .then()
                .statusCode(200)
                .extract()
                .path("packs");
        assertThat(packs).hasSizeGreaterThan(20).allSatisfy(pack -> {
            assertThat((String) pack.get("description")).isNotBlank();
            assertThat((String) pack.get("catches")).isNotBlank();
            assertThat(pack.get("plan") == null && ((List<?>) pack.get("faults")).isEmpty())
                    .isFalse();
        });
    }

    @Test
    void aPackThatIsOverLeavesNothingBehind() {
        List<String> names =
                request().get("/_emulator/v1/packs").then().extract().path("packs.name");
        for (var name : names) {
            start(name);
            stop(name).body("pack", equalTo(name));
            request().get(control() + "/faults").then().body("faults", empty());
            request().get(control() + "/defaultPlan").then().statusCode(404);
        }
    }

    @Test
    void aClientThatRepeatsItsCreateMeetsItsOwnJob() {
        start("lost-create");
        var client = new Client(port, account);
        assertThatThrownBy(() -> client.create("mine")).isInstanceOf(UncheckedIOException.class);
        assertThat(client.create("mine").status()).isEqualTo(409);
        assertThat(client.get("mine").state()).isEqualTo("JOB_STATE_CREATING");

        stop("lost-create")
                .body("requests", equalTo(3))
                .body("broken", equalTo(1))
                .body("repeated", equalTo(1))
                .body("statuses.409", equalTo(1))
                .body("resources.size()", equalTo(1))
                .body("findings", hasItem("1 of 1 broken calls were repeated"))
                .body("findings", hasItem(containsString("/mine was polled 1 times, and is not in a final state")));
    }

    @Test
    void aStormOfRefusalsEndsAndTheReportTellsWhoStoodIt() {
        start("rate-limit-storm");
        var id = aJob();
        for (int i = 0; i < 6; i++) {
            request().get(job(id)).then().statusCode(429).header("Retry-After", "1");
        }
        request().get(job(id)).then().statusCode(200);
        request("{\"by\": \"10s\"}").post(control() + "/clock:advance").then().statusCode(200);
        request().get(job(id)).then().body("state", equalTo("JOB_STATE_COMPLETED"));
        request().get(job(id)).then().statusCode(200);

        request()
                .get(control() + "/packs/rate-limit-storm")
                .then()
                .statusCode(200)
                .body("broken", equalTo(6))
                .body("repeated", equalTo(6))
                .body("faults[0].fired", equalTo("6"))
                .body("resources[0].pollers[0].retryAfterIgnored", equalTo(6))
                .body("resources[0].pollers[0].pollsAfterEnd", equalTo(1))
                .body(
                        "findings",
                        hasItem(containsString(
                                "was polled 9 times, 1 of them after a poll had shown its final state")));
    }

    @Test
    void aClientThatStopsTooEarlyIsFoundOut() {
        start("unknown-state");
        var id = aJob();
        request("{\"by\": \"3.5s\"}").post(control() + "/clock:advance");
        request().get(job(id)).then().body("state", equalTo("JOB_STATE_FROM_THE_FUTURE"));
        request("{\"by\": \"10s\"}").post(control() + "/clock:advance");

        stop("unknown-state").body("findings", hasItem(containsString("and no poll showed its final state")));
        request().get(job(id)).then().body("state", equalTo("JOB_STATE_COMPLETED"));
    }

    @Test
    void whatIsNewIsNotFoundForAWhile() {
        start("not-found-after-create");
        var id = aJob();
        request().get(job(id)).then().statusCode(404);
        request().get(jobs()).then().body("supervisedFineTuningJobs", empty());
        request("{\"by\": \"2s\"}").post(control() + "/clock:advance");
        request().get(job(id)).then().statusCode(200);
        request().get(jobs()).then().body("supervisedFineTuningJobs", not(empty()));
    }

    @Test
    void onlyOnePackAtATimeSaysWhatBecomesOfJobs() {
        start("expiry");
        start("flaky-network");
        refused(
                request("{}").post(control() + "/packs/pause:start"),
                Code.FAILED_PRECONDITION,
                "account " + account + " already has a default plan");
        refused(
                request("{}").post(control() + "/packs/expiry:start"),
                Code.FAILED_PRECONDITION,
                "pack expiry is already active");
        refused(
                request("{}").post(control() + "/packs/pause:stop"),
                Code.FAILED_PRECONDITION,
                "pack pause is not active");
        request("{}")
                .post(control() + "/packs/mayhem:start")
                .then()
                .statusCode(404)
                .body("message", containsString("there is no pack \"mayhem\"; the packs are running-is-never-seen, "));
    }

    private void start(String pack) {
        request("{}")
                .post(control() + "/packs/" + pack + ":start")
                .then()
                .statusCode(200)
                .body("name", equalTo(pack));
    }

    private ValidatableResponse stop(String pack) {
        return request("{}").post(control() + "/packs/" + pack + ":stop").then().statusCode(200);
    }
}
