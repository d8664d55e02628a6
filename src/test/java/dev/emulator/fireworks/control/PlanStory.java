package dev.emulator.fireworks.control;

import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** The base class of stories about plans. The clock of the account is frozen. */
abstract class PlanStory extends Story {

    final SupervisedJobs jobs = new SupervisedJobs(api);
    final ControlApi control = new ControlApi(api);

    @BeforeEach
    void freeze() {
        control.post("/clock:freeze", "{}").then().statusCode(200);
    }

    String body() {
        return jobs.smallest().toString();
    }

    ValidatableResponse make(String id) {
        return jobs.post(id, body()).then().statusCode(200);
    }

    ValidatableResponse seen(String id) {
        return control.get("/resources/supervisedFineTuningJobs/" + id).then().statusCode(200);
    }

    ValidatableResponse moved(String id, String body) {
        return control.post("/resources/supervisedFineTuningJobs/" + id + ":transition", body)
                .then();
    }

    ValidatableResponse addRule(String id, String rule) {
        return control.post("/plans" + (id.isEmpty() ? "" : "?planId=" + id), rule)
                .then();
    }

    void use(String where, String plan) {
        control.put(where, Json.object("use", plan)).then().statusCode(200);
    }

    void advance(String by) {
        control.post("/clock:advance", Json.object("by", by)).then().statusCode(200);
    }

    List<String> readyPlans() {
        return request()
                .get("/_emulator/v1/plans")
                .then()
                .statusCode(200)
                .extract()
                .path("plans.findAll { it.collections.contains('supervisedFineTuningJobs') }.name");
    }
}
