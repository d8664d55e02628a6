package dev.emulator.fireworks.inference;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deployment.DeploymentTraffic;
import dev.emulator.fireworks.deployment.Serving;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Lets requests pass to deployments that answer now. */
@Component
class DeploymentGate {

    private static final String HINT = "X-Emulator-Hint";

    private final DeploymentTraffic traffic;

    DeploymentGate(DeploymentTraffic traffic) {
        this.traffic = traffic;
    }

    /**
     * Records a request for a deployment. A deployment that is scaled to zero starts a replica.
     *
     * @throws InferenceException if the deployment does not answer now
     */
    void pass(String deployment) {
        var name = ResourceName.parse(deployment).orElseThrow(() -> notFound("the deployment does not exist"));
        switch (record(name).reason()) {
            case SERVING -> {}
            case SCALED_TO_ZERO, STARTING -> throw scalingUp();
            case NOT_READY -> throw notFound(deployment + " is not ready");
            case NOT_ROUTED -> throw notFound("requests do not reach " + deployment + " yet");
        }
    }

    private Serving record(ResourceName name) {
        try {
            return traffic.record(name);
        } catch (ApiException e) {
            throw e.code() == Code.NOT_FOUND ? notFound(name + " does not exist") : e;
        }
    }

    /** @param reason for the header X-Emulator-Hint */
    static InferenceException notFound(String reason) {
        var unknown = InferenceException.modelNotFound();
        return new InferenceException(
                unknown.status(),
                unknown.code(),
                unknown.type(),
                unknown.param(),
                unknown.getMessage(),
                Map.of(HINT, reason.replaceAll("[^ -~]", "?")));
    }

    private static InferenceException scalingUp() {
        return new InferenceException(
                503,
                "DEPLOYMENT_SCALING_UP",
                "error",
                null,
                "Deployment is currently scaled to zero and is scaling up. Please retry your request in a few minutes.",
                Map.of());
    }
}
