package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.FieldViolation;
import dev.emulator.fireworks.deployment.Deployment.Spec;
import dev.emulator.fireworks.text.PlainText;
import dev.emulator.fireworks.types.AcceleratorType;
import dev.emulator.fireworks.types.Precision;
import dev.emulator.fireworks.validation.Validation;
import java.util.List;

/** The documented rules across the fields of a deployment. */
final class DeploymentRules {

    private final Spec spec;
    private final List<FieldViolation> violations;

    private DeploymentRules(Spec spec, List<FieldViolation> violations) {
        this.spec = spec;
        this.violations = violations;
    }

    /** Checks a request to create a deployment. */
    static void check(Spec spec, Validation level, List<FieldViolation> violations) {
        checkUpdate(spec, level, violations);
        if (level.isService()) {
            new DeploymentRules(spec, violations).checkHardware();
        }
    }

    /** Checks the result of an update. It has values from its shape, which a client could not send together with the shape. */
    static void checkUpdate(Spec spec, Validation level, List<FieldViolation> violations) {
        PlainText.require("base_model", spec.baseModel(), "base_model");
        PlainText.require("deployment_shape", spec.deploymentShape(), "deployment_shape");
        if (!level.isLenient()) {
            new DeploymentRules(spec, violations).checkNumbers();
        }
    }

    /** @throws ApiException INVALID_ARGUMENT if an update changes a field that cannot be changed */
    static void requireUnchanged(Spec before, Spec after) {
        if (before.preemptible() != after.preemptible()) {
            throw ApiException.invalidArgument("preemptible", "preemptible is immutable");
        }
    }

    private void checkNumbers() {
        refuseIf(
                spec.maxReplicas() < spec.minReplicaCount(),
                "max_replica_count",
                "max_replica_count must not be less than min_replica_count");
        refuseIf(
                spec.maxWithRevocableReplicaCount() > 0 && spec.maxWithRevocableReplicaCount() < spec.maxReplicas(),
                "max_with_revocable_replica_count",
                "max_with_revocable_replica_count must not be less than max_replica_count");
        var policy = spec.autoscaling();
        policy.loadTargets().forEach((metric, target) -> {
            var field = "autoscaling_policy.load_targets[" + metric + "]";
            refuseIf(
                    !metric.equals(AutoscalingPolicy.DEFAULT_TARGET),
                    field,
                    "load_targets supports only the key \"default\"");
            refuseIf(!(target > 0), field, "load_targets must be greater than 0");
        });
        policy.scalingSchedules().forEach(this::check);
    }

    private void check(String name, ScalingSchedule schedule) {
        var field = "autoscaling_policy.scaling_schedules[" + name + "].";
        refuseIf(
                schedule.minReplicaCount() > spec.maxReplicas(),
                field + "min_replica_count",
                "min_replica_count must not be greater than max_replica_count");
        refuseIf(
                !schedule.hasValidSchedule(),
                field + "schedule",
                "schedule must be a cron expression with five fields");
        refuseIf(!schedule.hasValidTimezone(), field + "timezone", "timezone must be the name of a time zone");
    }

    private void checkHardware() {
        if (spec.deploymentShape().isEmpty()) {
            return;
        }
        refuseIf(
                spec.acceleratorType() != AcceleratorType.ACCELERATOR_TYPE_UNSPECIFIED,
                "accelerator_type",
                "deployment_shape and accelerator_type are mutually exclusive");
        refuseIf(
                spec.precision() != Precision.PRECISION_UNSPECIFIED,
                "precision",
                "deployment_shape and precision are mutually exclusive");
    }

    private void refuseIf(boolean isInvalid, String field, String message) {
        if (isInvalid) {
            violations.add(new FieldViolation(field, message));
        }
    }
}
