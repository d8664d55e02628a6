package dev.emulator.fireworks.deploymentshape;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.deploymentshape.HardwareRules.Hardware;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import dev.emulator.fireworks.types.AcceleratorType;
import dev.emulator.fireworks.types.Precision;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Which hardware suits which model, and which version of a shape a deployment gets. */
@Verified(OBSERVED)
class HardwareRulesTests extends Story {

    private static final String PUBLIC = "accounts/fireworks/models/";
    private static final String SHAPES = "accounts/fireworks/deploymentShapes/";
    private static final String NO_LIVE_MERGE =
            "live merge is not supported for this deployment configuration; choose a deployment shape that supports live merge, or use "
                    + "multi-lora (enable_addons=true) instead of live merge for LoRA fine-tuning";

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);

    @Autowired
    private HardwareRules rules;

    @Autowired
    private DeploymentShapes shapes;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            qwen3-8b    | NVIDIA_A100_80GB | 1 | BF16 | false | invalid deployment: model type qwen3 is not supported on NVIDIA_A100_80GB
            gpt-oss-20b | NVIDIA_A100_80GB | 1 | FP16 | false | invalid deployment: model type gpt_oss requires one of: NVIDIA_H100_80GB, NVIDIA_H200_141GB, NVIDIA_B200_180GB, NVIDIA_B300_288GB
            llama-v3p1-70b-instruct | NVIDIA_H100_80GB | 1 | BF16 | false | invalid deployment: minimum accelerators required for model is 4
            llama-v3p1-8b-instruct  | NVIDIA_A100_80GB | 1 | FP8_MM | false | invalid deployment: precision FP8_MM can only be used with NVIDIA_H100_80GB, NVIDIA_H200_141GB, NVIDIA_B200_180GB, NVIDIA_B300_288GB, AMD_MI300X_192GB, AMD_MI325X_256GB, AMD_MI350X_288GB accelerators
            glm-4p7  | NVIDIA_H200_141GB | 8 | BF16   | true | invalid deployment: addons are not supported for this model
            qwen3-8b | NVIDIA_H100_80GB  | 1 | FP8    | true | invalid deployment: addons cannot be enabled with quantized precisions (FP8/FP4)
            qwen3-8b | NVIDIA_B200_180GB | 1 | FP4    | true | invalid deployment: addons cannot be enabled with quantized precisions (FP8/FP4)
            minimax-m2p5 | NVIDIA_B200_180GB | 8 | PRECISION_UNSPECIFIED | true | invalid deployment: addons cannot be enabled with quantized precisions (FP8/FP4)
            """)
    void hardwareThatDoesNotSuitTheModelIsRefused(
            String model, AcceleratorType type, int count, Precision precision, boolean addons, String message) {
        assertThat(rules.violations(account, hardware(PUBLIC + model, type, count, precision, addons)))
                .containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource({
        "qwen3-8b, NVIDIA_H100_80GB, 1, BF16, true",
        "qwen3-8b, NVIDIA_H100_80GB, 0, FP8_MM, false",
        "qwen3-8b, ACCELERATOR_TYPE_UNSPECIFIED, 0, PRECISION_UNSPECIFIED, true",
        "llama-v3p1-70b-instruct, NVIDIA_H100_80GB, 0, BF16, false",
        "llama-v3p1-70b-instruct, NVIDIA_H100_80GB, 4, BF16, true",
        "gpt-oss-20b, NVIDIA_H100_80GB, 1, FP4_MX_MOE, false",
        "none, NVIDIA_A100_80GB, 1, FP4, true",
    })
    @Verified(INFERRED)
    void otherHardwareIsAccepted(String model, AcceleratorType type, int count, Precision precision, boolean addons) {
        assertThat(rules.violations(account, hardware(PUBLIC + model, type, count, precision, addons)))
                .isEmpty();
    }

    @Test
    void aQuantizedDraftModelPreventsAddons() {
        var hardware = new Hardware(
                QWEN, AcceleratorType.NVIDIA_H100_80GB, 1, Precision.BF16, true, PUBLIC + "gpt-oss-20b", false);

        assertThat(rules.violations(account, hardware))
                .containsExactly("draft model precision validation failed: addons cannot be enabled with quantized "
                        + "precisions (FP8/FP4)");
    }

    @Test
    @Verified(INFERRED)
    void theSizeIsNotCheckedOnRequest() {
        var hardware = new Hardware(
                PUBLIC + "llama-v3p1-70b-instruct",
                AcceleratorType.NVIDIA_H100_80GB,
                1,
                Precision.BF16,
                false,
                "",
                true);

        assertThat(rules.violations(account, hardware)).isEmpty();
    }

    @Test
    void anAdapterIsMergedOnlyWhereThatIsSupported() {
        var adapter = trainAnAdapter();

        assertThat(rules.violations(
                        account, hardware(adapter, AcceleratorType.NVIDIA_H100_80GB, 1, Precision.FP8_MM, false)))
                .containsExactly(NO_LIVE_MERGE);
        assertThat(rules.violations(
                        account, hardware(adapter, AcceleratorType.NVIDIA_H100_80GB, 1, Precision.BF16, false)))
                .isEmpty();
        assertThat(rules.violations(
                        account, adapter, false, shapes.find(account, SHAPES + "qwen3-8b-throughput", false)))
                .containsExactly(NO_LIVE_MERGE);
        assertThat(rules.violations(account, adapter, false, shapes.find(account, SHAPES + "qwen3-8b-fast", false)))
                .isEmpty();
    }

    @Test
    void aShapeCanPreventAddons() {
        assertThat(rules.violations(account, QWEN, true, shapes.find(account, SHAPES + "qwen3-8b-fast", false)))
                .containsExactly("invalid deployment: addons cannot be enabled with quantized precisions (FP8/FP4)");
        assertThat(rules.violations(account, QWEN, true, shapes.find(account, SHAPES + "qwen3-8b-minimal", false)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "qwen3-8b, NVIDIA_H100_80GB, BF16, 1",
        "llama-v3p1-70b-instruct, NVIDIA_H100_80GB, BF16, 4",
        "llama-v3p1-70b-instruct, NVIDIA_B200_180GB, FP8, 1",
        "kimi-k2p5, NVIDIA_B200_180GB, PRECISION_UNSPECIFIED, 4",
        "qwen3-8b, ACCELERATOR_TYPE_UNSPECIFIED, BF16, 1",
        "none, NVIDIA_H100_80GB, BF16, 1",
    })
    @Verified(INFERRED)
    void theMinimumHoldsTheWeights(String model, AcceleratorType type, Precision precision, int count) {
        assertThat(rules.minimumCount(account, PUBLIC + model, type, precision)).isEqualTo(count);
    }

    @Test
    void aShapeIsResolvedToItsLatestValidatedVersion() {
        var latest = shapes.find(account, SHAPES + "qwen3-8b-minimal", false);

        assertThat(latest.version()).matches(SHAPES + "qwen3-8b-minimal/versions/[a-z0-9]{8}");
        assertThat(latest.settings().acceleratorCount()).isEqualTo(1);
        assertThat(shapes.find(account, latest.version(), false)).isEqualTo(latest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accounts/fireworks/deploymentShapes/none",
                "accounts/fireworks/deploymentShapes/qwen3-8b-minimal/versions/abcd1234",
                "qwen3-8b-minimal",
                "minimal",
                "a/b/c",
            })
    void anotherShapeIsRefused(String reference) {
        assertThatThrownBy(() -> shapes.find(account, reference, false))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(Code.PERMISSION_DENIED))
                .hasMessage("the deployment shape version does not exist or you do not have access to it");
    }

    @Test
    @Verified(INFERRED)
    void everyPublicShapeFollowsTheRules() {
        List<String> names = request()
                .queryParam("pageSize", 200)
                .get("/v1/accounts/fireworks/deploymentShapes")
                .path("deploymentShapes.name");

        assertThat(names).hasSizeGreaterThan(100).allSatisfy(name -> {
            var hardware = Hardware.of(shapes.find(account, name, false).settings());
            assertThat(rules.violations(account, hardware)).isEmpty();
        });
    }

    private String trainAnAdapter() {
        datasets.create("train", ROW.repeat(3));
        jobs.create("{\"dataset\": \"train\", \"baseModel\": \"%s\", \"loraRank\": 8, \"outputModel\": \"tuned\"}"
                .formatted(QWEN));
        time.passes(Duration.ofSeconds(6));
        return "accounts/" + account + "/models/tuned";
    }

    private static Hardware hardware(
            String model, AcceleratorType type, int count, Precision precision, boolean addons) {
        return new Hardware(model, type, count, precision, addons, "", false);
    }
}
