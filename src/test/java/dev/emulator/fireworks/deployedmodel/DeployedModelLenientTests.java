package dev.emulator.fireworks.deployedmodel;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** The most lenient level accepts any reference that a database can store. Loading takes as long as a setting says. */
@Verified(INFERRED)
@AlsoOnPostgresql
@TestPropertySource(properties = {"emulator.validation=lenient", "emulator.deployments.loading=5s"})
class DeployedModelLenientTests extends Story {

    private final DeployedModels deployedModels = new DeployedModels(api);

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"model\": \"some/odd name\"}", "{\"model\": \"UPPER\"}"})
    void anyReferenceIsAccepted(String body) {
        deployedModels.post(body).then().statusCode(200).body("name", matchesPattern(".*/deployedModels/[a-z0-9]{8}"));
    }

    @Test
    void aTextThatNoDatabaseCanFindIsRefused() {
        refused(
                deployedModels.post("{\"model\": \"a\\u0000b\"}"),
                Code.INVALID_ARGUMENT,
                "model must not have control characters");
        refused(
                deployedModels.post(Json.object("deployment", "d".repeat(256))),
                Code.INVALID_ARGUMENT,
                "deployment must have at most 255 characters");
    }

    @Test
    void withoutAModelNothingIsAlreadyDeployed() {
        deployedModels.post("{}").then().statusCode(200);
        deployedModels.post("{}").then().statusCode(200);
    }

    @Test
    void aSettingIsTheTimeToLoadAModel() {
        var id = deployedModels.load("m", "d");
        time.passes(Duration.ofMillis(4999));
        deployedModels.get(id).then().body("state", equalTo("DEPLOYING"));
        time.passes(Duration.ofMillis(1));
        deployedModels.get(id).then().body("state", equalTo("DEPLOYED"));
    }
}
