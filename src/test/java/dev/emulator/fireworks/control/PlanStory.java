package dev.emulator.fireworks.control;

import dev.emulator.fireworks.story.Story;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A story about plans, while the account's time stands still. */
abstract class PlanStory extends Story {

    @BeforeEach
    void freeze() {
        request("{}").post(control() + "/clock:freeze").then().statusCode(200);
    }

    String body() {
        return "{\"dataset\": \"accounts/%s/datasets/train\", \"baseModel\": \"%s\"}".formatted(account, QWEN);
    }

    ValidatableResponse make(String id) {
        return request(body())
                .post(jobs() + "?supervisedFineTuningJobId=" + id)
                .then()
                .statusCode(200);
    }

    ValidatableResponse seen(String id) {
        return request()
                .get(control() + "/resources/supervisedFineTuningJobs/" + id)
                .then()
                .statusCode(200);
    }

    ValidatableResponse moved(String id, String body) {
        return request(body)
                .post(control() + "/resources/supervisedFineTuningJobs/" + id + ":transition")
                .then();
    }

    ValidatableResponse addRule(String id, String rule) {
        return request(rule)
                .post(control() + "/plans" + (id.isEmpty() ? "" : "?planId=" + id))
                .then();
    }

    void use(String where, String plan) {
        request("{\"use\": \"" + plan + "\"}").put(control() + where).then().statusCode(200);
    }

    void advance(String by) {
        request("{\"by\": \"" + by + "\"}")
                .post(control() + "/clock:advance")
                .then()
                .statusCode(200);
    }

    List<String> readyPlans() {
        return request()
                .get("/_emulator/v1/plans")
                .then()
                .statusCode(200)
                .extract()
                .path("plans.name");
    }
}
