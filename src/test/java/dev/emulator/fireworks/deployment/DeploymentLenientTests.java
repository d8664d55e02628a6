package dev.emulator.fireworks.deployment;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** The most lenient level accepts every value of a field that a database can store, and works with it. */
@Verified(INFERRED)
@AlsoOnPostgresql
@TestPropertySource(properties = "emulator.validation=lenient")
class DeploymentLenientTests extends Story {

    private final Deployments deployments = new Deployments(api);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"minReplicaCount\": -5, \"maxReplicaCount\": -7, \"acceleratorCount\": -1}",
                "{\"minReplicaCount\": 2147483647, \"acceleratorCount\": 2147483647}",
                "{\"autoscalingPolicy\": {\"scaleToZeroWindow\": \"315576000000s\", \"scaleUpWindow\": \"-5s\"}}",
                "{\"autoscalingPolicy\": {\"scaleToZeroWindow\": \"-315576000000s\"}}",
                "{\"autoscalingPolicy\": {\"scalingSchedules\": {\"s\": {\"schedule\": \"x\", \"timezone\": \"y\", \"duration\": \"-1s\"}}}}",
                "{\"autoscalingPolicy\": {\"scalingSchedules\": {\"s\": {\"schedule\": \"0 0 31 2 *\", \"timezone\": \"UTC\", \"duration\": \"315576000000s\"}}}}",
                "{\"placement\": {\"regions\": [\"EU_PARIS_1\"]}, \"expireTime\": \"0001-01-01T00:00:00Z\"}",
                "{\"baseModel\": \"a/b/c\", \"draftModel\": \"/\", \"deploymentShape\": \"accounts/x/y\"}",
                "{\"displayName\": \"\", \"deploymentShape\": \"::\"}",
            })
    void everyValueIsAccepted(String fields) {
        var deployment = deployments.smallest().setAll(Json.readObject(fields));
        deployments.post("d", deployment).then().statusCode(200).body("state", equalTo("CREATING"));
        time.passes(Duration.ofSeconds(2));
        deployments.get("d").then().statusCode(200).body("state", equalTo("READY"));
        deployments.recordRequest("d").then().statusCode(200);
        deployments.patch("d", "{\"displayName\": \"x\"}").then().statusCode(200);
        time.passes(Duration.ofSeconds(1));
        deployments.list("filter=state=READY").then().statusCode(200).body("totalSize", equalTo(1));
        var control = new ControlApi(api);
        control.restore(control.snapshot()).then().statusCode(200);
        deployments.call("d", "undelete").then().statusCode(Code.FAILED_PRECONDITION.httpStatus());
        deployments.delete("d").then().statusCode(200);
    }

    @Test
    void longNamesAreAccepted() {
        var name = "x".repeat(10_000);
        deployments
                .post("d", Json.object("baseModel", name, "deploymentShape", name, "displayName", name))
                .then()
                .statusCode(200);
        deployments.get("d").then().body("deploymentShape", equalTo(name));
    }

    @ParameterizedTest
    @CsvSource({"baseModel,base_model", "deploymentShape,deployment_shape"})
    void aTextThatNoDatabaseCanStoreIsRefused(String field, String protoName) {
        var message = protoName + " must not have control characters";
        var fields = Json.with(deployments.smallest(), field, "a\u0000b");
        refused(deployments.post("d", fields), Code.INVALID_ARGUMENT, message);
        deployments.create("d");
        refused(deployments.patch("d", fields.toString()), Code.INVALID_ARGUMENT, message);
    }

    @Test
    void aHintGivesTheReasonForWhichTheServiceWouldRefuse() {
        deployments
                .post("d", Json.object("baseModel", Models.QWEN))
                .then()
                .statusCode(200)
                .header("X-Emulator-Hint", containsString("accelerator_type must be specified"));
    }
}
