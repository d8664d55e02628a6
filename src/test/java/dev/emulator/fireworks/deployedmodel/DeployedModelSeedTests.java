package dev.emulator.fireworks.deployedmodel;

import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.deployment.Deployments;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Seeds of deployments together with their base models, which the server also loads by itself. */
@Verified(INFERRED)
@AlsoOnPostgresql
class DeployedModelSeedTests extends Story {

    private final ControlApi control = new ControlApi(api);
    private final Deployments deployments = new Deployments(api);
    private final DeployedModels deployedModels = new DeployedModels(api);

    @BeforeEach
    void freeze() {
        control.freeze();
    }

    @Test
    void theEntryOfASeedReplacesTheOneThatTheServerMakes() {
        var entry = entry("displayName", "mine");
        seed(entry).statusCode(200).body("created", equalTo(2));
        onlyEntry()
                .body("displayName", equalTo("mine"))
                .body("default", equalTo(true))
                .body("state", equalTo("DEPLOYING"));
        seed(entry).statusCode(200).body("unchanged", equalTo(2));
        control.advance("2s");
        deployments.get("d").then().body("state", equalTo("READY"));
        onlyEntry().body("state", equalTo("DEPLOYED"));
    }

    @Test
    void theEntryOfALaterSeedBeginsInTheStateOfTheOneThatItReplaces() {
        deployments.create("d");
        control.advance("2s");
        seed(entry()).statusCode(200).body("created", equalTo(1)).body("unchanged", equalTo(1));
        onlyEntry().body("default", equalTo(true)).body("state", equalTo("DEPLOYED"));
    }

    @Test
    void thePlanOfTheSeedIsFollowed() {
        seed(entry("plan", "stuck-in-deploying")).statusCode(200);
        control.advance("600s");
        onlyEntry().body("state", equalTo("DEPLOYING"));
    }

    @Test
    void anEntryThatAClientHasMadeIsNotReplaced() {
        deployments
                .postWith("deploymentId=d&disableAutoDeploy=true", deployments.smallest())
                .then()
                .statusCode(200);
        var id = deployedModels.load(QWEN, "d");
        seed(entry()).statusCode(400).body("message", containsString("is already deployed to"));
        assertThat(deployedModels.ids(json(deployedModels.list()))).containsExactly(id);
    }

    private static ObjectNode entry(Object... namesAndValues) {
        return Json.with(Json.object("model", QWEN, "deployment", "d"), namesAndValues);
    }

    private ValidatableResponse seed(ObjectNode entry) {
        var fields = Json.object(
                "deployments", Json.object("d", deployments.smallest()), "deployedModels", Json.object("base", entry));
        return request(Json.nested(fields, "accounts", account))
                .post("/_emulator/v1:seed")
                .then();
    }

    private ValidatableResponse onlyEntry() {
        assertThat(deployedModels.ids(json(deployedModels.list()))).containsExactly("base");
        return deployedModels.get("base").then().statusCode(200);
    }
}
