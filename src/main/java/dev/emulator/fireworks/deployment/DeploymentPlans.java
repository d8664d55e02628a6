package dev.emulator.fireworks.deployment;

import static dev.emulator.fireworks.deployment.DeploymentState.CREATING;
import static dev.emulator.fireworks.deployment.DeploymentState.DELETED;
import static dev.emulator.fireworks.deployment.DeploymentState.DELETING;
import static dev.emulator.fireworks.deployment.DeploymentState.READY;
import static dev.emulator.fireworks.deployment.DeploymentState.UPDATING;

import dev.emulator.fireworks.DeploymentProperties;
import dev.emulator.fireworks.JobPlanProperties;
import dev.emulator.fireworks.JobPlanProperties.Preset;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.deployment.Deployment.Spec;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.plan.Plan.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The default plans of deployments. */
@Component
class DeploymentPlans {

    /** Observed on the live service. */
    private static final String FAILURE =
            "Internal error occurred, please contact the Fireworks AI team at https://discord.gg/fireworks-ai";

    private final Durations durations;
    private final Duration idleDeletion;
    private final Stage deleting;
    private final Stage deleted;
    private final Map<String, String> attributes;
    private final Plan initial;
    private final Plan restoration;
    private final Plan update;

    DeploymentPlans(JobPlanProperties lifecycle, DeploymentProperties settings) {
        durations = Durations.of(lifecycle.preset()).replacedBy(settings);
        idleDeletion = settings.idleDeletion();
        deleting = Stage.of(DELETING.name(), durations.deleting());
        deleted = Stage.of(DELETED.name(), settings.retention());
        attributes = DeploymentTimes.attributes(durations.coldStart(), durations.servingLag());
        var name = lifecycle.preset().name().toLowerCase(Locale.ROOT);
        initial = plan(name, CREATING, durations.creating()).because("default of the server");
        restoration = plan("undelete", CREATING, durations.creating());
        update = plan("update", UPDATING, durations.updating());
    }

    private record Durations(
            Duration creating, Duration updating, Duration deleting, Duration coldStart, Duration servingLag) {

        private static Durations of(Preset preset) {
            return switch (preset) {
                case INSTANT ->
                    new Durations(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
                case FAST ->
                    new Durations(
                            Duration.ofSeconds(2),
                            Duration.ofMillis(500),
                            Duration.ofMillis(500),
                            Duration.ofSeconds(1),
                            Duration.ZERO);
                case REALISTIC ->
                    new Durations(
                            Duration.ofMinutes(4),
                            Duration.ofSeconds(75),
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(75),
                            Duration.ofSeconds(210));
            };
        }

        private Durations replacedBy(DeploymentProperties settings) {
            return new Durations(
                    Objects.requireNonNullElse(settings.creating(), creating),
                    Objects.requireNonNullElse(settings.updating(), updating),
                    Objects.requireNonNullElse(settings.deleting(), deleting),
                    Objects.requireNonNullElse(settings.coldStart(), coldStart),
                    Objects.requireNonNullElse(settings.servingLag(), servingLag));
        }
    }

    /** The plan of a new deployment for which neither the request nor the account selects one. */
    Plan initial() {
        return initial;
    }

    Plan restoration(Spec spec) {
        return complete(restoration, spec.scalesToZero());
    }

    Plan update(Spec spec) {
        return complete(update, spec.scalesToZero());
    }

    /** The plan of a delete. The deployment is kept for some time, unless the delete is hard. */
    Plan deletion(boolean hard) {
        return hard
                ? Plan.removal("hard delete", deleting)
                : Plan.of("delete", deleting).removingAfter(List.of(deleting, deleted));
    }

    /** The plan of a new deployment, with the attributes that the chosen one does not set. */
    Plan creation(Plan chosen, Spec spec) {
        return complete(chosen.withDefaults(attributes), spec.scalesToZero());
    }

    /** The plan of a deployment that is being created, after a change of its fields. */
    Plan adapted(Plan plan, Spec spec) {
        var last = plan.stages().size() - 1;
        if (!plan.removes() || last < 2 || !plan.stage(last - 2).state().equals(READY.name())) {
            return complete(plan, spec.scalesToZero());
        }
        var ready = plan.stage(last - 2);
        var stages = new ArrayList<>(plan.stages().subList(0, last - 2));
        stages.add(new Stage(ready.state(), null, ready.progresses(), ready.code(), ready.message()));
        return complete(plan.stayingAfter(stages), spec.scalesToZero());
    }

    /** Adds the deletion of an idle deployment that scales to zero. */
    Plan complete(Plan plan, boolean scalesToZero) {
        var last = plan.stage(plan.stages().size() - 1);
        if (!last.state().equals(READY.name()) || !scalesToZero || idleDeletion.isZero()) {
            return plan;
        }
        var stages = new ArrayList<>(plan.stages().subList(0, plan.stages().size() - 1));
        stages.add(new Stage(last.state(), idleDeletion, last.progresses(), last.code(), last.message()));
        stages.add(deleting);
        stages.add(deleted);
        return plan.removingAfter(stages);
    }

    /** A stage with the usual status of a state. */
    static Stage stage(DeploymentState state, @Nullable Duration lasts) {
        return state == DeploymentState.FAILED
                ? new Stage(state.name(), lasts, false, Code.INTERNAL, FAILURE)
                : Stage.of(state.name(), lasts);
    }

    private static Plan plan(String name, DeploymentState state, Duration lasts) {
        return Plan.of(name, Stage.of(state.name(), lasts), Stage.of(READY.name(), null));
    }
}
