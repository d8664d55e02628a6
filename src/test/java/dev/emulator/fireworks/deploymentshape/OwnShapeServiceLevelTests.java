package dev.emulator.fireworks.deploymentshape;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** At level {@code service}, the hardware of a shape must suit its base model. */
@Verified(INFERRED)
@TestPropertySource(properties = "emulator.validation=service")
class OwnShapeServiceLevelTests extends Story {

    private static final String QWEN_ON =
            "{\"baseModel\": \"accounts/fireworks/models/qwen3-32b\", \"acceleratorCount\": 1, \"acceleratorType\": \"%s\"}";

    private final Shapes shapes = new Shapes(api);

    @Test
    void hardwareThatDoesNotSuitTheModelIsRefused() {
        refused(
                shapes.post("s", QWEN_ON.formatted("NVIDIA_A100_80GB")),
                Code.INVALID_ARGUMENT,
                "invalid deployment: model type qwen3 is not supported on NVIDIA_A100_80GB");
        refused(
                shapes.post("s", QWEN_ON.formatted("NVIDIA_H100_80GB")),
                Code.INVALID_ARGUMENT,
                "invalid deployment: minimum accelerators required for model is 2");
    }

    @Test
    void theSizeIsNotCheckedOnRequest() {
        shapes.post(
                        "s",
                        QWEN_ON.formatted("NVIDIA_H100_80GB")
                                .replace("}", ", \"disableDeploymentSizeValidation\": true}"))
                .then()
                .statusCode(200);
    }

    @Test
    void theBaseModelMustExist() {
        refused(shapes.post("s", "{\"baseModel\": \"none\"}"), Code.NOT_FOUND, "resource not found");
    }
}
