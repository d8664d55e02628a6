package dev.emulator.fireworks.deployedmodel;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One of the deployments of a model is its default. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class DefaultDeployedModelTests extends Story {

    private final DeployedModels deployedModels = new DeployedModels(api);
    private final Models models = new Models(api);

    @Test
    void theFirstEntryOfAModelIsItsDefaultUntilAnotherIsMadeTheDefault() {
        var first = deployedModels.load("m", "d1");
        var second = deployedModels.load("m", "d2");
        var other = deployedModels.load("other", "d1");
        assertThat(deployedModels.defaults()).containsExactlyInAnyOrder(first, other);
        deployedModels
                .patch(second, "{\"default\": true}")
                .then()
                .statusCode(200)
                .body("default", equalTo(true));
        assertThat(deployedModels.defaults()).containsExactlyInAnyOrder(second, other);
        var third = deployedModels.load(Json.object("model", "m", "deployment", "d3", "default", true));
        assertThat(deployedModels.defaults()).containsExactlyInAnyOrder(third, other);
    }

    @Test
    @Verified(INFERRED)
    void theDefaultCannotBeTakenAway() {
        deployedModels.load("m", "d1");
        var id = deployedModels.load(Json.object("model", "m", "deployment", "d2", "default", true));
        deployedModels
                .patch(id, "{\"default\": false}")
                .then()
                .statusCode(200)
                .header("X-Emulator-Hint", containsString("default cannot be removed"));
        assertThat(deployedModels.defaults()).containsExactly(id);
    }

    @Test
    void theDefaultIsDeletedLast() {
        var first = deployedModels.load("m", "d1");
        var second = deployedModels.load("m", "d2");
        refused(
                deployedModels.delete(first),
                Code.FAILED_PRECONDITION,
                "deployed model " + deployedModels.name(first) + " is the default of " + models.name("m")
                        + ": delete the other deployed models of this model, or make one of them the default, before");
        deployedModels.delete(second).then().statusCode(200);
        deployedModels.delete(first).then().statusCode(200);
        time.passes(Duration.ofMillis(500));
        deployedModels.list().then().body("totalSize", equalTo(0));
    }

    @Test
    @Verified(INFERRED)
    void thereIsOneDefaultHoweverManyAskAtOnce() {
        var ids = AtOnce.times(
                16, 8, number -> deployedModels.load(Json.object("model", "m", "deployment", "d" + number)));
        assertThat(deployedModels.defaults()).hasSize(1);
        AtOnce.times(
                16,
                8,
                number -> deployedModels
                        .patch(ids.get(number), "{\"default\": true}")
                        .then()
                        .statusCode(200)
                        .extract());
        assertThat(deployedModels.defaults()).hasSize(1);
        AtOnce.times(16, 8, number -> deployedModels.delete(ids.get(number)).statusCode());
        assertThat(ids).containsAll(deployedModels.defaults());
        assertThat(deployedModels.defaults()).hasSize(1);
    }
}
