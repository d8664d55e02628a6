package dev.emulator.fireworks.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.DeploymentProperties;
import dev.emulator.fireworks.JobPlanProperties;
import dev.emulator.fireworks.deployment.Deployment.Spec;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.plan.Plan.Stage;
import dev.emulator.fireworks.protojson.MessageType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The settings determine the default plans. */
class DeploymentPlansTests {

    private static final Spec SCALES_TO_ZERO = MessageType.unset(Spec.class);
    private static final Spec STAYS = SCALES_TO_ZERO.with(Map.of("minReplicaCount", 1));

    @ParameterizedTest
    @CsvSource({
        "instant, PT0S, PT0S, PT0S, PT0S, PT0S",
        "fast, PT2S, PT0.5S, PT0.5S, PT1S, PT0S",
        "realistic, PT4M, PT75S, PT10S, PT75S, PT210S"
    })
    void aPresetSetsAllDurations(
            String preset,
            Duration creating,
            Duration updating,
            Duration deleting,
            Duration coldStart,
            Duration servingLag) {
        var plans = plans(Map.of("emulator.lifecycle.preset", preset));
        var creation = plans.creation(plans.initial(), STAYS);
        assertThat(creation.name()).isEqualTo(preset);
        assertThat(creation.stages()).containsExactly(Stage.of("CREATING", creating), Stage.of("READY", null));
        assertThat(creation.attributes())
                .isEqualTo(Map.of("coldStart", coldStart.toString(), "servingLag", servingLag.toString()));
        assertThat(plans.update(STAYS).stages())
                .containsExactly(Stage.of("UPDATING", updating), Stage.of("READY", null));
        assertThat(plans.deletion(true).stages()).containsExactly(Stage.of("DELETING", deleting));
    }

    @Test
    void aSettingReplacesTheDurationOfThePreset() {
        var plans = plans(Map.of(
                "emulator.lifecycle.preset", "realistic",
                "emulator.deployments.creating", "9s",
                "emulator.deployments.serving-lag", "8s",
                "emulator.deployments.retention", "1d"));
        var creation = plans.creation(plans.initial(), STAYS);
        assertThat(creation.stage(0).lasts()).isEqualTo(Duration.ofSeconds(9));
        assertThat(creation.attributes()).containsEntry("servingLag", "PT8S").containsEntry("coldStart", "PT1M15S");
        assertThat(plans.deletion(false).stages())
                .containsExactly(Stage.of("DELETING", Duration.ofSeconds(10)), Stage.of("DELETED", Duration.ofDays(1)));
    }

    @Test
    void onlyADeploymentThatScalesToZeroIsDeletedWhenIdle() {
        var plans = plans(Map.of());
        assertThat(plans.creation(plans.initial(), SCALES_TO_ZERO).stages())
                .extracting(Stage::state)
                .containsExactly("CREATING", "READY", "DELETING", "DELETED");
        assertThat(plans.creation(plans.initial(), SCALES_TO_ZERO).removes()).isTrue();
        var failing = Plan.of("mine", DeploymentPlans.stage(DeploymentState.FAILED, null));
        assertThat(plans.creation(failing, SCALES_TO_ZERO).stages()).isEqualTo(failing.stages());
        assertThat(plans(Map.of("emulator.deployments.idle-deletion", "0s"))
                        .update(SCALES_TO_ZERO)
                        .stages())
                .extracting(Stage::state)
                .containsExactly("UPDATING", "READY");
    }

    private static DeploymentPlans plans(Map<String, String> settings) {
        var binder = new Binder(new MapConfigurationPropertySource(new HashMap<>(settings)));
        return new DeploymentPlans(
                binder.bindOrCreate("emulator.lifecycle", JobPlanProperties.class),
                binder.bindOrCreate("emulator.deployments", DeploymentProperties.class));
    }
}
