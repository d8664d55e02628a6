package dev.emulator.fireworks.deployedmodel;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.deployment.Deployments;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.ApiClient;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One advance of the clock has the same results as many small ones, also for resources that follow others. */
@Verified(INFERRED)
@AlsoOnPostgresql
class LongAdvanceTests extends Story {

    private static final String LIFE = "2592000s";

    @Test
    void theModelsInADeploymentHaveEachStateAtItsTime() {
        start(api);
        var transitions = transitions(api, Json.object("by", LIFE));
        var base = only(transitions, "/deployedModels/qwen3-8b");
        assertThat(base)
                .containsExactly(
                        "2000ms DEPLOYING>DEPLOYED", "604802000ms DEPLOYED>UNDEPLOYING", "604802500ms UNDEPLOYING>");
        var addon = only(transitions, "/deployedModels/lora");
        assertThat(addon)
                .containsExactly(
                        "2000ms DEPLOYING>DEPLOYING",
                        "3000ms DEPLOYING>DEPLOYED",
                        "604802000ms DEPLOYED>UNDEPLOYING",
                        "604802500ms UNDEPLOYING>");
    }

    @Test
    void oneAdvanceHasTheTransitionsOfManySmallOnes() {
        var other = api.forAccount(account + "-b");
        start(api);
        start(other);
        var once = transitions(api, Json.object("by", LIFE));
        var stepwise = new ArrayList<String>();
        List<String> step;
        do {
            step = transitions(other, Json.object("until", "NEXT_EVENT"));
            stepwise.addAll(step);
        } while (!step.isEmpty());
        assertThat(once).containsExactlyInAnyOrderElementsOf(stepwise);
    }

    @Test
    void anEntryThatBecomesTheDefaultDuringAnAdvanceChangesAtThatTime() {
        start(api);
        var deployments = new Deployments(api);
        deployments.create("kept", "enableAddons", true, "minReplicaCount", 1);
        var entries = new DeployedModels(api);
        var id = entries.load("lora", "kept");
        var created = Instant.parse(json(entries.get(id)).path("createTime").asString());
        new ControlApi(api).advance(LIFE);
        assertThat(entries.defaults()).containsExactly(id);
        assertThat(Instant.parse(json(entries.get(id)).path("updateTime").asString()))
                .isEqualTo(created.plusSeconds(604802));
    }

    @Test
    void aModelThatIsStillBeingLoadedIsUndeployedWithItsDeployment() {
        var control = new ControlApi(api);
        control.freeze();
        control.post("/plans", """
                {"match": {"collection": "deployedModels", "attributes": {"model": "*lora"}},
                 "choice": {"plan": {"stages": [{"state": "DEPLOYING", "lasts": "691200s"}, {"state": "DEPLOYED"}]}}}""").then().statusCode(200);
        new Deployments(api).create("d", "enableAddons", true);
        new DeployedModels(api).load("lora", "d");
        assertThat(only(transitions(api, Json.object("by", "864000s")), "/deployedModels/lora"))
                .containsExactly(
                        "2000ms DEPLOYING>DEPLOYING", "604802000ms DEPLOYING>UNDEPLOYING", "604802500ms UNDEPLOYING>");
    }

    private static void start(ApiClient api) {
        new ControlApi(api).freeze();
        new Deployments(api).create("d", "enableAddons", true);
        new DeployedModels(api).load("lora", "d");
    }

    /** The transitions of an advance as text: resource without random parts, time since its start, states. */
    private static List<String> transitions(ApiClient api, JsonNode advance) {
        var control = new ControlApi(api);
        var start = Json.read(control.get("/resources").asString())
                .path("resources")
                .path(0)
                .path("createTime");
        if (start.isMissingNode()) {
            return List.of();
        }
        var made = Json.read(control.post("/clock:advance", advance)
                .then()
                .statusCode(200)
                .extract()
                .asString());
        var transitions = new ArrayList<String>();
        made.path("transitions").forEach(change -> {
            var after = Duration.between(
                    Instant.parse(start.asString()),
                    Instant.parse(change.path("time").asString()));
            transitions.add(change.path("name").asString().replaceAll("^accounts/[^/]+|-[a-z0-9]{8}$", "") + " "
                    + after.toMillis() + "ms "
                    + change.path("fromState").asString() + ">"
                    + change.path("toState").asString());
        });
        return transitions;
    }

    private static List<String> only(List<String> transitions, String resource) {
        return transitions.stream()
                .filter(each -> each.startsWith(resource + " "))
                .map(each -> each.substring(resource.length() + 1))
                .toList();
    }
}
