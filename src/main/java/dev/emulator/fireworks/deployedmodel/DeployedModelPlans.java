package dev.emulator.fireworks.deployedmodel;

import static dev.emulator.fireworks.types.DeployedModelState.DEPLOYED;
import static dev.emulator.fireworks.types.DeployedModelState.DEPLOYING;
import static dev.emulator.fireworks.types.DeployedModelState.UNDEPLOYING;
import static dev.emulator.fireworks.types.DeployedModelState.UPDATING;

import dev.emulator.fireworks.DeploymentProperties;
import dev.emulator.fireworks.JobPlanProperties;
import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.plan.Plan.Stage;
import dev.emulator.fireworks.plan.PlanPosition;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The default plans of models in deployments. Their durations depend on the preset of the server. */
@Component
class DeployedModelPlans {

    private static final String AUTOMATIC = "the deployment serves this model";
    private static final String AWAITS = "awaits";
    private static final Map<String, String> DEPLOYMENT = Map.of(AWAITS, "DEPLOYMENT");

    private final Plan loading;
    private final Plan update;
    private final Plan removal;

    DeployedModelPlans(JobPlanProperties lifecycle, DeploymentProperties settings) {
        var durations = switch (lifecycle.preset()) {
            case INSTANT -> new Durations(Duration.ZERO, Duration.ZERO, Duration.ZERO);
            case FAST -> new Durations(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofMillis(500));
            case REALISTIC -> new Durations(Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofSeconds(10));
        };
        loading = Plan.of(
                        lifecycle.preset().name().toLowerCase(Locale.ROOT),
                        Stage.of(DEPLOYING.name(), Objects.requireNonNullElse(settings.loading(), durations.loading())),
                        Stage.of(DEPLOYED.name(), null))
                .because("default of the server");
        update = Plan.of("update", Stage.of(UPDATING.name(), durations.update()), Stage.of(DEPLOYED.name(), null));
        removal = Plan.removal("delete", Stage.of(UNDEPLOYING.name(), durations.removal()));
    }

    private record Durations(Duration loading, Duration update, Duration removal) {}

    /** The plan of a model that a request loads. */
    Plan loading() {
        return loading;
    }

    /** The plan of the base model of a new deployment, which is loaded when the deployment is ready. */
    Plan withDeployment(boolean isReady) {
        var plan = isReady
                ? loading
                : awaiting(
                        "with-deployment", List.of(Stage.of(DEPLOYING.name(), null), Stage.of(DEPLOYED.name(), null)));
        return plan.because(AUTOMATIC);
    }

    /** Whether the server has loaded the model, and no request has changed it. */
    static boolean isAutomatic(Plan plan) {
        return plan.why().equals(AUTOMATIC);
    }

    /** The plan of an entry that replaces another one in a state of its plan. */
    Plan replacing(PlanPosition other) {
        return other.plan().from(other.stage()).because(loading.why());
    }

    /** The same plan for a deployment that is not ready. */
    Plan afterDeployment(Plan plan) {
        var stages = Stream.concat(Stream.of(Stage.of(DEPLOYING.name(), null)), plan.stages().stream())
                .toList();
        return awaiting(plan.name(), stages).because(plan.why());
    }

    /** The plan of a model whose deployment has failed. */
    Plan failure(Status status) {
        return awaiting(
                "deployment-failed",
                List.of(
                        Stage.failing(DEPLOYING.name(), status.code(), status.message()),
                        Stage.of(DEPLOYED.name(), null)));
    }

    Plan update() {
        return update;
    }

    Plan removal() {
        return removal;
    }

    /** Whether the first stage of a plan ends when the deployment is ready. */
    static boolean awaitsDeployment(Plan plan) {
        return plan.attributes().containsKey(AWAITS);
    }

    private static Plan awaiting(String name, List<Stage> stages) {
        return new Plan(name, stages, false).withDefaults(DEPLOYMENT);
    }
}
