package dev.emulator.fireworks.control;

import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that select a plan by the attributes of a resource. */
@AlsoOnPostgresql
class PlanRuleTests extends PlanStory {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"displayName": "nightly *"}                           | nightly run
            {"attributes": {"dataset": "accounts/*/datasets/train"}} |
            {"attributes": {"dataset": "train"}}                   |
            {"attributes": {"baseModel": "qwen3-*"}}               |
            {"collection": "supervisedFineTuningJobs"}             |
            {"id": "*-1", "displayName": "nightly run"}            | nightly run
            """)
    void aRuleChoosesByWhatTheJobIs(String match, String displayName) {
        addRule(
                        "r",
                        Json.object("match", Json.read(match), "choice", Json.object("use", "fails"))
                                .toString())
                .statusCode(200);
        jobs.post("job-1", jobs.smallest().put("displayName", displayName == null ? "" : displayName))
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

        control.delete("/plans/rule-1").then().statusCode(200);
        make("a-1-z");
        seen("a-1-z").body("plan.name", equalTo("expires"));
        control.get("/plans/rule-1").then().statusCode(404);
        control.get("/plans").then().body("plans.size()", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id": "Nightly*"}                            | no resource can have an id like "Nightly*"
            {"collection": "datasets"}                          | the collections of resources with states are deployedModels, deployments, dpoJobs, supervisedFineTuningJobs
            {"attributes": {"dataset": "accounts/somebody-else/datasets/x"}} | no resource of account ACCOUNT has a dataset of another account
            {"attributes": {"colour": "red"}}                   | no matching resource has this attribute
            {"id": "ft-1*"}                               | accounts/ACCOUNT/plans/first comes before it and matches the same resources
            """)
    void aRuleThatCanNeverMatchIsRefusedWithTheReason(String match, String reason) {
        addRule("first", "{\"match\": {\"id\": \"ft-*\"}, \"choice\": {\"use\": \"fails\"}}")
                .statusCode(200);
        addRule(
                        "second",
                        Json.object("match", Json.read(match), "choice", Json.object("use", "fails"))
                                .toString())
                .statusCode(400)
                .body("message", equalTo("this rule can never match: " + reason.replace("ACCOUNT", account)));
    }
}
