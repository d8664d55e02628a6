package dev.emulator.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.emulator.fireworks.FireworksEmulator;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** Two types of resources with different states. */
@ContextConfiguration(classes = FireworksEmulator.class)
@Import(Tickets.Configuration.class)
class ManyLifecycleTypesTests extends Story {

    private static final String JOBS = "supervisedFineTuningJobs";

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final ControlApi control = new ControlApi(api);

    @Autowired
    private Tickets tickets;

    @Autowired
    private Tickets.Told told;

    @BeforeEach
    void freeze() {
        control.post("/clock:freeze", "{}").then().statusCode(200);
        told.states.clear();
    }

    private void aJobCalled(String id) {
        jobs.post(id, jobs.smallest()).then().statusCode(200);
    }

    private ValidatableResponse seen(String collection, String id) {
        return request().get(resource(collection, id)).then().statusCode(200);
    }

    private String resource(String collection, String id) {
        return control.url() + "/resources/" + collection + "/" + id;
    }

    private Response advance(String how) {
        return control.post("/clock:advance", "{" + how + "}");
    }

    @Test
    void eachIsFoundByItsCollectionAndId() {
        aJobCalled("same");
        advance("\"by\": \"1s\"");
        tickets.create(account, "same", "high");
        seen(JOBS, "same").body("state", equalTo("JOB_STATE_RUNNING"));
        seen("tickets", "same").body("state", equalTo("OPEN")).body("nextState", equalTo("CLOSED"));

        var all = control.url() + "/resources";
        var names = "accounts/" + account + "/";
        request().get(all).then().body("resources.name", contains(names + JOBS + "/same", names + "tickets/same"));
        request().get(all + "?collection=tickets").then().body("resources.name", contains(names + "tickets/same"));
        refused(
                request().get(all + "?collection=datasets"),
                Code.INVALID_ARGUMENT,
                "collection: no collection \"datasets\" has resources with states; the collections are deployedModels, deployments, dpoJobs, "
                        + JOBS + ", tickets");
        assertThat(request().get(resource("datasets", "same")).statusCode()).isEqualTo(404);
    }

    @Test
    void eachTypeHasItsOwnStatesAndListener() {
        tickets.create(account, "one", "high");
        advance("\"until\": \"RESOURCE_TERMINAL\", \"resource\": {\"collection\": \"tickets\", \"id\": \"one\"}")
                .then()
                .statusCode(200)
                .body("transitions.toState", contains("CLOSED"));
        seen("tickets", "one").body("ended", equalTo(true));

        tickets.create(account, "two", "high");
        aJobCalled("two");
        request("{\"state\": \"closed\"}")
                .post(resource("tickets", "two") + ":transition")
                .then()
                .statusCode(200)
                .body("state", equalTo("CLOSED"));
        request("{\"state\": \"CLOSED\"}")
                .post(resource(JOBS, "two") + ":transition")
                .then()
                .statusCode(400);
        request("{\"advance\": true}")
                .post(resource(JOBS, "two") + ":wait")
                .then()
                .body("satisfied", equalTo(true))
                .body("resource.state", equalTo("JOB_STATE_COMPLETED"));
        assertThat(told.states).containsExactly("one OPEN", "one CLOSED", "two OPEN", "two CLOSED");
    }

    @Test
    void aPlanIsForThoseTypesWhoseStatesAndAttributesItNames() {
        request()
                .get("/_emulator/v1/plans")
                .then()
                .body("plans.find { it.name == 'closes' }.collections", contains("tickets"))
                .body("plans.find { it.name == 'fails' }.collections", contains("dpoJobs", JOBS))
                .body("plans.findAll { it.name == 'writes-poems' }.size()", equalTo(0));

        control.put("/defaultPlan", "{\"use\": \"closes\"}").then().statusCode(200);
        aJobCalled("by-default");
        tickets.create(account, "by-default", "high");
        seen(JOBS, "by-default").body("plan.why", equalTo("default of the server"));
        seen("tickets", "by-default")
                .body("plan.name", equalTo("closes"))
                .body("plan.attributes.mood", equalTo("GOOD"));

        refused(
                request("{\"plan\": {\"stages\": [{\"state\": \"CLOSED\"}], \"attributes\": {\"loss\": \"NAN\"}}}")
                        .put(resource("tickets", "other") + "/plan"),
                Code.INVALID_ARGUMENT,
                "plan.attributes.loss: plans of tickets have no such attribute");
        request("{\"use\": \"closes\"}")
                .put(resource(JOBS, "other") + "/plan")
                .then()
                .statusCode(400);
    }

    @Test
    void aRuleIsForThoseTypesThatItNames() {
        control.post(
                        "/plans?planId=urgent",
                        "{\"match\": {\"attributes\": {\"priority\": \"h*\"}}, \"choice\": {\"use\": \"closes\"}}")
                .then()
                .statusCode(200);
        tickets.create(account, "urgent", "high");
        tickets.create(account, "calm", "low");
        seen("tickets", "urgent").body("plan.why", equalTo("rule accounts/" + account + "/plans/urgent"));
        seen("tickets", "calm").body("plan.name", equalTo("usual"));
        refused(
                control.post(
                        "/plans",
                        "{\"match\": {\"collection\": \"tickets\", \"attributes\": {\"dataset\": \"x\"}},"
                                + " \"choice\": {\"use\": \"closes\"}}"),
                Code.INVALID_ARGUMENT,
                "this rule can never match: no matching resource has this attribute");
        control.post("/plans", "{\"match\": {\"collection\": \"tickets\"}, \"choice\": {\"use\": \"fails\"}}")
                .then()
                .statusCode(400);
    }

    @Test
    void whatClientsCannotPollIsNotAudited() {
        control.post("/packs/rate-limit-storm:start", "{}").then().statusCode(200);
        tickets.create(account, "mine", "high");
        aJobCalled("mine");
        control.get("/packs/rate-limit-storm")
                .then()
                .statusCode(200)
                .body("resources.resource", contains("accounts/" + account + "/" + JOBS + "/mine"));
        refused(
                request().get(resource("tickets", "mine") + "/audit"),
                Code.FAILED_PRECONDITION,
                "the API has no call that gets a single resource of tickets, so they cannot be polled");
    }

    @Test
    void eachTypeIsCountedByItsOwnStates() {
        tickets.create(account, "counted", "high");
        tickets.close(account, "counted");
        time.passes(Duration.ofSeconds(6));
        assertThat(request().get("/_emulator/prometheus").asString())
                .contains("emulator_resources{collection=\"tickets\",state=\"CLOSED\"}")
                .contains("emulator_resources{collection=\"" + JOBS + "\",state=\"JOB_STATE_CREATING\"}");
    }

    @Test
    void aChangeThatIsNotRecordedIsNotWritten() {
        tickets.create(account, "mine", "high");
        assertThatThrownBy(() -> tickets.closeWithoutLifecycle(account, "mine"))
                .hasStackTraceContaining("was changed without Lifecycle");
        seen("tickets", "mine").body("state", equalTo("OPEN")).body("transitions.size()", equalTo(0));

        tickets.close(account, "mine");
        seen("tickets", "mine").body("transitions.toState", hasItem("CLOSED"));
        assertThat(told.states).containsExactly("mine OPEN", "mine CLOSED");
    }

    @Test
    void aResourceThatLifecycleDidNotInsertIsNotWritten() {
        assertThatThrownBy(() -> tickets.createWithoutLifecycle(account, "mine"))
                .hasStackTraceContaining("was changed without Lifecycle");
        tickets.create(account, "mine", "high");
    }
}
