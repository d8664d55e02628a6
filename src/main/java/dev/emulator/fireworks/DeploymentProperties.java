package dev.emulator.fireworks;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of deployments. Unset durations are those of emulator.lifecycle.preset.
 *
 * @param creating time until a new deployment is READY
 * @param updating time until a changed deployment is READY again
 * @param deleting time until a deleted deployment is DELETED
 * @param loading time until a model is DEPLOYED in a deployment that is READY
 * @param coldStart time until a deployment without replicas has one after a request
 * @param servingLag time after the start of the replicas in which requests are still refused
 * @param idleDeletion time without requests after which a deployment with minReplicaCount 0 is deleted; 0 never deletes it
 * @param retention time until the purge of a deleted deployment, which can be undeleted before
 * @param acceleratorQuota maximum number of accelerators of one type that the deployments of an account can use, checked at level
 *     {@code service}
 */
public record DeploymentProperties(
        @DurationMin @DurationMax(days = 3650) @Nullable Duration creating,
        @DurationMin @DurationMax(days = 3650) @Nullable Duration updating,
        @DurationMin @DurationMax(days = 3650) @Nullable Duration deleting,
        @DurationMin @DurationMax(days = 3650) @Nullable Duration loading,
        @DurationMin @DurationMax(days = 3650) @Nullable Duration coldStart,
        @DurationMin @DurationMax(days = 3650) @Nullable Duration servingLag,

        @NotNull @DurationMin @DurationMax(days = 3650) @DefaultValue("7d")
        Duration idleDeletion,

        @NotNull @DurationMin @DurationMax(days = 3650) @DefaultValue("7d")
        Duration retention,

        @PositiveOrZero @DefaultValue("16") int acceleratorQuota) {}
