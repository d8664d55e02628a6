package dev.emulator.fireworks.deploymentshape;

import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An account creates its own shapes. Each update creates a version, which can be validated and made public. */
@AlsoOnPostgresql
@Verified(DOCUMENTED)
class OwnShapeTests extends Story {

    private static final String SHAPE = """
            {"displayName": "mine", "baseModel": "%s", "acceleratorCount": 2, "acceleratorType": "NVIDIA_H100_80GB", "precision": "BF16",
             "enableAddons": true, "presetType": "CHAT"}
            """.formatted(QWEN);

    private final Shapes shapes = new Shapes(api);

    @Autowired
    private DeploymentShapes forDeployments;

    @Test
    void aShapeIsCreatedWithOneVersion() {
        shapes.post("s", SHAPE)
                .then()
                .statusCode(200)
                .body("name", equalTo(shapes.name("s")))
                .body("displayName", equalTo("mine"))
                .body("modelType", equalTo("qwen3"))
                .body("parameterCount", equalTo("8190735360"))
                .body("acceleratorCount", equalTo(2))
                .body("presetType", equalTo("CHAT"));

        shapes.get("s").then().statusCode(200).body("enableAddons", equalTo(true));
        shapes.list().then().statusCode(200).body("deploymentShapes.name", contains(shapes.name("s")));
        shapes.versions("s")
                .then()
                .statusCode(200)
                .body(
                        "deploymentShapeVersions.name",
                        contains(matchesPattern(shapes.name("s") + "/versions/[a-z0-9]{8}")))
                .body("deploymentShapeVersions.validated", contains(false))
                .body("deploymentShapeVersions.public", contains(false))
                .body("deploymentShapeVersions.latestValidated", contains(false))
                .body("deploymentShapeVersions.snapshot.name", contains(shapes.name("s")))
                .body("totalSize", equalTo(1));
    }

    @Test
    void theServerChoosesAnId() {
        String name = shapes.post(SHAPE).then().statusCode(200).extract().path("name");

        request().get("/v1/" + name).then().statusCode(200).body("name", equalTo(name));
        refused(shapes.post("s", "{}"), Code.INVALID_ARGUMENT, "base_model is required");
        shapes.post("s", SHAPE).then().statusCode(200);
        assertThat(shapes.post("s", SHAPE).statusCode()).isEqualTo(409);
    }

    @Test
    void hardwareHasDefaults() {
        shapes.post("s", "{\"baseModel\": \"accounts/fireworks/models/llama-v3p1-70b-instruct\"}")
                .then()
                .statusCode(200)
                .body("acceleratorType", equalTo("NVIDIA_A100_80GB"))
                .body("acceleratorCount", equalTo(4));
    }

    @Test
    void anUpdateCreatesAVersion() {
        shapes.post("s", SHAPE).then().statusCode(200);
        time.passes(Duration.ofSeconds(1));
        shapes.patch("s", "{\"acceleratorCount\": 4}")
                .then()
                .statusCode(200)
                .body("acceleratorCount", equalTo(4))
                .body("displayName", equalTo("mine"));

        shapes.versions("s")
                .then()
                .body("deploymentShapeVersions.snapshot.acceleratorCount", contains(4, 2))
                .body("deploymentShapeVersions", hasSize(2));
    }

    @Test
    void aGetReturnsTheLatestValidatedVersion() {
        shapes.post("s", SHAPE).then().statusCode(200);
        var first = shapes.versionIds("s").get(0);
        shapes.patchVersion("s", first, "{\"validated\": true}")
                .then()
                .statusCode(200)
                .body("validated", equalTo(true))
                .body("latestValidated", equalTo(true))
                .body("public", equalTo(false));
        time.passes(Duration.ofSeconds(1));
        shapes.patch("s", "{\"acceleratorCount\": 4, \"displayName\": \"larger\"}")
                .then()
                .statusCode(200);

        shapes.get("s").then().body("acceleratorCount", equalTo(2)).body("displayName", equalTo("mine"));
        request()
                .queryParam("skipShapeValidation", true)
                .get(shapes.url("s"))
                .then()
                .body("acceleratorCount", equalTo(4));
        request()
                .get(shapes.versionsUrl("s") + "/" + first)
                .then()
                .statusCode(200)
                .body("latestValidated", equalTo(true))
                .body("snapshot.acceleratorCount", equalTo(2));
    }

    @Test
    void anUpdateCanStartFromTheLatestValidatedVersion() {
        shapes.post("s", SHAPE).then().statusCode(200);
        shapes.patchVersion("s", shapes.versionIds("s").get(0), "{\"validated\": true}");
        shapes.patch("s", "{\"acceleratorCount\": 4}").then().statusCode(200);

        request("{\"display_name\": \"again\"}")
                .queryParam("fromLatestValidated", true)
                .queryParam("updateMask", "display_name")
                .patch(shapes.url("s"))
                .then()
                .statusCode(200)
                .body("acceleratorCount", equalTo(2))
                .body("displayName", equalTo("again"));
    }

    @Test
    void aDeletedShapeHasNoVersions() {
        shapes.post("s", SHAPE).then().statusCode(200);
        shapes.delete("s").then().statusCode(200);

        refused(shapes.get("s"), Code.NOT_FOUND, "resource not found");
        refused(shapes.versions("s"), Code.NOT_FOUND, "resource not found");
        shapes.versions("-").then().statusCode(200).body("deploymentShapeVersions", empty());
    }

    @Test
    void ownShapesAreMatchedWhenValidated() {
        shapes.post("s", SHAPE).then().statusCode(200);
        var request =
                "{\"createDeploymentRequest\": {\"deployment\": {\"baseModel\": \"%s\", \"acceleratorCount\": 2}}}"
                        .formatted(QWEN);
        var url = "/v1/accounts/" + account + "/deploymentShapeVersions:match";
        request(request).post(url).then().body("deploymentShapeVersions", hasSize(1));
        shapes.patchVersion("s", shapes.versionIds("s").get(0), "{\"validated\": true}");

        request(request)
                .post(url)
                .then()
                .body("deploymentShapeVersions", hasSize(2))
                .body("deploymentShapeVersions.snapshot.name", hasItem(shapes.name("s")));
        request()
                .queryParam("targetModel", QWEN)
                .get(shapes.url())
                .then()
                .statusCode(200)
                .body("deploymentShapes.name", contains(shapes.name("s")));
    }

    @Test
    void aDeploymentNeedsAValidatedVersion() {
        shapes.post("s", SHAPE).then().statusCode(200);
        var version = shapes.name("s") + "/versions/" + shapes.versionIds("s").get(0);
        for (var reference : new String[] {"s", shapes.name("s"), version}) {
            assertThatThrownBy(() -> forDeployments.find(account, reference, false))
                    .isInstanceOf(ApiException.class)
                    .hasMessage("the deployment shape version does not exist or you do not have access to it");
            assertThat(forDeployments.find(account, reference, true).version()).isEqualTo(version);
        }
        shapes.patchVersion("s", shapes.versionIds("s").get(0), "{\"validated\": true}");

        assertThat(forDeployments.find(account, "s", false).version()).isEqualTo(version);
        assertThat(forDeployments.find(account, version, false).settings().acceleratorCount())
                .isEqualTo(2);
    }

    @Test
    void anotherAccountCanUseOnlyAPublicVersion() {
        shapes.post("s", SHAPE).then().statusCode(200);
        var id = shapes.versionIds("s").get(0);
        shapes.patchVersion("s", id, "{\"validated\": true}");
        assertThatThrownBy(() -> forDeployments.find("another", shapes.name("s"), true))
                .isInstanceOf(ApiException.class);
        shapes.patchVersion("s", id, "{\"public\": true}")
                .then()
                .body("public", equalTo(true))
                .body("validated", equalTo(true));

        assertThat(forDeployments.find("another", shapes.name("s"), false).shape())
                .isEqualTo(shapes.name("s"));
    }

    @Test
    @Verified(INFERRED)
    void publicShapesAreReadOnly() {
        var shape = "/v1/accounts/fireworks/deploymentShapes/qwen3-8b-minimal";
        String version = request().get(shape + "/versions").path("deploymentShapeVersions[0].name");
        refused(request(SHAPE).post("/v1/accounts/fireworks/deploymentShapes"), Code.PERMISSION_DENIED, "");
        refused(request("{\"displayName\": \"x\"}").patch(shape), Code.PERMISSION_DENIED, "");
        refused(request().delete(shape), Code.PERMISSION_DENIED, "");
        refused(request("{\"public\": false}").patch("/v1/" + version), Code.PERMISSION_DENIED, "");
        refused(request(SHAPE).post("/v1/accounts/-/deploymentShapes"), Code.PERMISSION_DENIED, "");
    }

    @Test
    @Verified(INFERRED)
    void badInputIsRefused() {
        refused(
                shapes.post("s", "{\"baseModel\": \"m\", \"acceleratorCount\": -1}"),
                Code.INVALID_ARGUMENT,
                "accelerator_count must not be negative");
        shapes.post("s", SHAPE).then().statusCode(200);
        refused(shapes.patch("s", "{\"baseModel\": \"\"}"), Code.INVALID_ARGUMENT, "base_model is required");
        refused(shapes.patchVersion("s", "abcd1234", "{}"), Code.NOT_FOUND, "resource not found");
        refused(shapes.patch("none", "{}"), Code.NOT_FOUND, "resource not found");
    }
}
