package dev.emulator.fireworks.deployment;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/** The strictest level refuses what the live service refuses. */
@Verified(OBSERVED)
@AlsoOnPostgresql
@TestPropertySource(properties = "emulator.validation=service")
class DeploymentRuleTests extends Story {

    private static final Duration UNTIL_READY = Duration.ofSeconds(2);

    private final Deployments deployments = new Deployments(api);

    @ParameterizedTest
    @Verified(INFERRED)
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"minReplicaCount\": -1} | min_replica_count | min_replica_count must not be negative",
                "{\"acceleratorCount\": -1} | accelerator_count | accelerator_count must not be negative",
                "{\"minReplicaCount\": 3, \"maxReplicaCount\": 2} | max_replica_count | max_replica_count must not be less than min_replica_count",
                "{\"autoscalingPolicy\": {\"scaleUpWindow\": \"3601s\"}} | autoscaling_policy.scale_up_window | scale_up_window must be less than or equal to 1 hour",
                "{\"autoscalingPolicy\": {\"scaleDownWindow\": \"3601s\"}} | autoscaling_policy.scale_down_window | scale_down_window must be less than or equal to 1 hour",
                "{\"autoscalingPolicy\": {\"scaleToZeroWindow\": \"299s\"}} | autoscaling_policy.scale_to_zero_window | scale_to_zero_window must be at least 5 minutes",
                "{\"autoscalingPolicy\": {\"loadTargets\": {\"default\": 0}}} | autoscaling_policy.load_targets[default] | load_targets must be greater than 0",
                "{\"autoscalingPolicy\": {\"loadTargets\": {\"rate\": 1}}} | autoscaling_policy.load_targets[rate] | load_targets supports only the key \"default\"",
                "{\"autoscalingPolicy\": {\"scalingSchedules\": {\"s\": {\"schedule\": \"* * *\", \"duration\": \"300s\", \"timezone\": \"UTC\"}}}} | autoscaling_policy.scaling_schedules[s].schedule | schedule must be a cron expression with five fields",
                "{\"autoscalingPolicy\": {\"scalingSchedules\": {\"s\": {\"schedule\": \"* * * * *\", \"duration\": \"1s\", \"timezone\": \"UTC\"}}}} | autoscaling_policy.scaling_schedules[s].duration | duration must be between 300s and 604800s",
                "{\"autoscalingPolicy\": {\"scalingSchedules\": {\"s\": {\"schedule\": \"* * * * *\", \"duration\": \"300s\", \"timezone\": \"Mars\"}}}} | autoscaling_policy.scaling_schedules[s].timezone | timezone must be the name of a time zone",
            })
    void numbersAreChecked(String fields, String field, String message) {
        refused(
                        deployments.post(deployments.smallest().setAll(Json.readObject(fields))),
                        Code.INVALID_ARGUMENT,
                        message)
                .body("details[0].fieldViolations.field", contains(field));
    }

    @Test
    @Verified(DOCUMENTED)
    void aDisplayNameIsShort() {
        deployments.create("d", "displayName", "x".repeat(63));
        refused(
                deployments.post(Json.with(deployments.smallest(), "displayName", "x".repeat(64))),
                Code.INVALID_ARGUMENT,
                "invalid resource: display_name must be fewer than 64 characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "qwen3-8b | {} | accelerator_type must be specified for non-embeddings engines",
                "qwen3-8b | {\"acceleratorType\": \"NVIDIA_A100_80GB\"} | invalid deployment: model type qwen3 is not supported on NVIDIA_A100_80GB",
                "gpt-oss-20b | {\"acceleratorType\": \"NVIDIA_A100_80GB\"} | invalid deployment: model type gpt_oss requires one of: NVIDIA_H100_80GB, NVIDIA_H200_141GB, NVIDIA_B200_180GB, NVIDIA_B300_288GB",
                "glm-4p7 | {\"acceleratorType\": \"NVIDIA_H100_80GB\", \"enableAddons\": true} | invalid deployment: addons are not supported for this model",
                "qwen3-8b | {\"acceleratorType\": \"NVIDIA_H100_80GB\", \"enableAddons\": true, \"precision\": \"FP8_MM\"} | invalid deployment: addons cannot be enabled with quantized precisions (FP8/FP4)",
                "qwen3-8b | {\"acceleratorType\": \"NVIDIA_H100_80GB\", \"enableAddons\": true, \"draftModel\": \"accounts/fireworks/models/gpt-oss-20b\"} | draft model precision validation failed: addons cannot be enabled with quantized precisions (FP8/FP4)",
            })
    void modelAndHardwareMustFit(String model, String fields, String message) {
        var deployment = Json.readObject(fields).put("baseModel", "accounts/fireworks/models/" + model);
        refused(deployments.post(deployment), Code.INVALID_ARGUMENT, message);
    }

    @Test
    void aPrecisionNeedsCertainAccelerators() {
        deployments
                .post("""
                        {"baseModel": "accounts/fireworks/models/llama-v3p1-8b-instruct", "acceleratorType": "NVIDIA_A100_80GB",
                         "precision": "FP8_MM"}""")
                .then()
                .statusCode(400)
                .body(
                        "message",
                        startsWith("invalid deployment: precision FP8_MM can only be used with NVIDIA_H100_80GB"));
    }

    @Test
    void aLargeModelNeedsSeveralAccelerators() {
        var deployment = Json.object(
                "baseModel", "accounts/fireworks/models/llama-v3p3-70b-instruct", "acceleratorType", Deployments.H100);
        deployments.post("enough", deployment).then().statusCode(200).body("acceleratorCount", equalTo(4));
        refused(
                deployments.post(Json.with(deployment, "acceleratorCount", 2)),
                Code.INVALID_ARGUMENT,
                "invalid deployment: minimum accelerators required for model is 4");
    }

    @Test
    @Verified(DOCUMENTED)
    void theVersionOfAShapeIsStored() {
        var shape = "accounts/fireworks/deploymentShapes/qwen3-8b-minimal";
        for (var requested : new String[] {shape, "default"}) {
            deployments
                    .post(Json.object("baseModel", Models.QWEN, "deploymentShape", requested))
                    .then()
                    .statusCode(200)
                    .body("deploymentShape", startsWith(shape + "/versions/"))
                    .body("acceleratorType", startsWith("NVIDIA_"))
                    .body("precision", equalTo("BF16"))
                    .body("enableAddons", equalTo(true));
        }
    }

    @Test
    @Verified(INFERRED)
    void aDeploymentWithAShapeCanBeUpdated() {
        var shape = "accounts/fireworks/deploymentShapes/qwen3-8b-minimal";
        deployments
                .post("d", Json.object("baseModel", Models.QWEN, "deploymentShape", shape))
                .then()
                .statusCode(200);
        deployments
                .patch("d", "{\"baseModel\": \"" + Models.QWEN + "\", \"displayName\": \"new\"}")
                .then()
                .statusCode(200)
                .body("deploymentShape", startsWith(shape + "/versions/"));
    }

    @Test
    void anUnknownShapeIsRefused() {
        refused(
                deployments.post(Json.object(
                        "baseModel", Models.QWEN, "deploymentShape", "accounts/fireworks/deploymentShapes/none")),
                Code.PERMISSION_DENIED,
                "the deployment shape version does not exist or you do not have access to it");
    }

    @Test
    @Verified(INFERRED)
    void aShapeAndItsHardwareAreMutuallyExclusive() {
        refused(
                        deployments.post(Json.with(
                                deployments.smallest(),
                                "deploymentShape",
                                "accounts/fireworks/deploymentShapes/qwen3-8b-minimal",
                                "precision",
                                "BF16")),
                        Code.INVALID_ARGUMENT,
                        "deployment_shape and accelerator_type are mutually exclusive")
                .body("details[0].fieldViolations.field", contains("accelerator_type", "precision"));
    }

    @Test
    void theModelMustExist() {
        refused(
                deployments.post(Json.with(deployments.smallest(), "baseModel", "qwen3-8b")),
                Code.NOT_FOUND,
                "model accounts/" + account + "/models/qwen3-8b not found");
    }

    @Test
    void aLoraCannotBeMergedIntoAQuantizedModel() {
        new Datasets(api).create("d", Datasets.ROW.repeat(3));
        new SupervisedJobs(api)
                .post("tuned", Json.object("dataset", "d", "baseModel", Models.QWEN, "loraRank", 8))
                .then()
                .statusCode(200);
        time.passes(Duration.ofSeconds(6));
        refused(
                deployments.post(Json.with(deployments.smallest(), "baseModel", "tuned", "precision", "FP8_MM")),
                Code.INVALID_ARGUMENT,
                "live merge is not supported for this deployment configuration; choose a deployment shape that supports"
                        + " live merge, or use multi-lora (enable_addons=true) instead of live merge for LoRA fine-tuning");
        deployments
                .post(Json.with(deployments.smallest(), "baseModel", "tuned"))
                .then()
                .statusCode(200);
    }

    @Test
    void anAccountHasAQuotaForEachTypeOfAccelerator() {
        deployments.create("one", "maxReplicaCount", 14);
        refused(
                deployments.post(Json.with(deployments.smallest(), "acceleratorCount", 2, "maxReplicaCount", 2)),
                Code.RESOURCE_EXHAUSTED,
                "global--h100-count for account " + account + ", in use: 14, quota: 16, requesting: 4");
        deployments.create("two", "maxReplicaCount", 2);
        refused(
                deployments.patch("two", "{\"maxReplicaCount\": 3}"),
                Code.RESOURCE_EXHAUSTED,
                "global--h100-count for account " + account + ", in use: 14, quota: 16, requesting: 3");
        deployments.create("other", "acceleratorType", "NVIDIA_H200_141GB", "maxReplicaCount", 3);
        deployments.patch("one", "{\"maxReplicaCount\": 0}").then().statusCode(200);
        deployments.create("three", "maxReplicaCount", 14);
    }

    @Test
    @Verified(INFERRED)
    void anUndeletedDeploymentNeedsItsQuotaAgain() {
        deployments.create("one", "maxReplicaCount", 16);
        deployments.delete("one").then().statusCode(200);
        time.passes(Duration.ofSeconds(1));
        deployments.create("two");
        refused(
                deployments.call("one", "undelete"),
                Code.RESOURCE_EXHAUSTED,
                "global--h100-count for account " + account + ", in use: 1, quota: 16, requesting: 16");
        deployments.delete("two").then().statusCode(200);
        time.passes(Duration.ofSeconds(1));
        deployments.call("one", "undelete").then().statusCode(200);
    }

    @Test
    @Verified(DOCUMENTED)
    void preemptibleIsImmutable() {
        deployments.create("d");
        refused(deployments.patch("d", "{\"preemptible\": true}"), Code.INVALID_ARGUMENT, "preemptible is immutable");
    }

    @Test
    void aDeploymentInUseIsDeletedOnlyWithoutChecks() {
        deployments.create("d");
        time.passes(UNTIL_READY);
        deployments.recordRequest("d").then().statusCode(200).body("serving", equalTo(true));
        time.passes(Duration.ofMinutes(59));
        refused(
                deployments.delete("d"),
                Code.FAILED_PRECONDITION,
                "deployment has received inference requests in the last hour, pass ignore_checks to skip this check");
        deployments.deleteWith("d", "ignoreChecks=true").then().statusCode(200);
        deployments.create("e");
        time.passes(UNTIL_READY);
        deployments.recordRequest("e");
        time.passes(Duration.ofHours(1));
        deployments.delete("e").then().statusCode(200);
    }
}
