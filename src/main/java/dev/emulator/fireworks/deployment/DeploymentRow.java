package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deployment.Deployment.Spec;
import dev.emulator.fireworks.lifecycle.StatefulRow;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.types.AcceleratorType;
import dev.emulator.fireworks.types.Precision;
import dev.emulator.fireworks.types.Region;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The stored row of a deployment. */
@Entity
@Table(name = "deployment")
public final class DeploymentRow extends StatefulRow<Spec> {

    private String baseModel;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private AcceleratorType acceleratorType;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Precision servingPrecision;

    private boolean enableAddons;
    private String deploymentShape;
    private String quota;
    private long quotaUse;
    private int minReplicas;
    private int maxReplicas;
    private boolean hasSchedules;
    private boolean autoDeploy;
    private long scaleToZeroMillis;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Region region;

    private long coldStartMillis;
    private long servingLagMillis;
    private @Nullable Instant readyAt;
    private @Nullable Integer scaledTo;
    private @Nullable Instant scaledAt;
    private @Nullable Instant requestedAt;
    private @Nullable Instant wokenAt;
    private @Nullable Instant deleteTime;
    private @Nullable Instant purgeTime;
    private @Nullable Instant ledgerResetAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected DeploymentRow() {}

    @SuppressWarnings("NullAway.Init") // keep() sets the fields
    DeploymentRow(
            ResourceName name,
            String createdBy,
            Instant createTime,
            String timeline,
            Spec spec,
            boolean autoDeploy,
            Plan plan,
            ProtoJson protoJson) {
        super(name, createdBy, createTime, timeline, spec, plan, protoJson);
        this.autoDeploy = autoDeploy;
        keep(spec);
    }

    @Override
    protected String collection() {
        return Deployment.COLLECTION;
    }

    @Override
    protected Class<Spec> specType() {
        return Spec.class;
    }

    /** Columns with values of the specification, so that lists and checks need not parse it. */
    private void keep(Spec spec) {
        baseModel = spec.baseModel();
        acceleratorType = spec.acceleratorType();
        servingPrecision = spec.precision();
        enableAddons = spec.enableAddons();
        deploymentShape = spec.deploymentShape();
        quota = DeploymentQuota.name(spec);
        quotaUse = DeploymentQuota.use(spec);
        minReplicas = Math.max(0, spec.minReplicaCount());
        maxReplicas = Math.max(0, spec.maxReplicas());
        hasSchedules = !spec.autoscaling().scalingSchedules().isEmpty();
        scaleToZeroMillis = Math.max(0, spec.autoscaling().scaleToZero().toMillis());
        region = DeploymentRegions.of(spec.placement());
    }

    @Override
    protected void followed(Plan plan) {
        DeploymentTimes.coldStart(plan).ifPresent(time -> coldStartMillis = time.toMillis());
        DeploymentTimes.servingLag(plan).ifPresent(time -> servingLagMillis = time.toMillis());
    }

    @Override
    protected void entered(String state, Instant at) {
        var entered = DeploymentState.valueOf(state);
        if (!entered.isActive()) {
            readyAt = null;
        } else if (readyAt == null) {
            readyAt = at;
        }
        deleteTime = switch (entered) {
            case DELETING -> nextTransitionAt();
            case DELETED -> at;
            default -> null;
        };
        purgeTime = entered == DeploymentState.DELETED ? nextTransitionAt() : null;
    }

    @Override
    protected void check(ProtoJson protoJson) {
        super.check(protoJson);
        check(DeploymentState.names());
        if (coldStartMillis < 0
                || servingLagMillis < 0
                || scaleToZeroMillis < 0
                || quotaUse < 0
                || minReplicas < 0
                || maxReplicas < 0
                || scaledTo != null && scaledTo < 0) {
            throw new IllegalArgumentException("the numbers and durations of " + name() + " must be 0 or more");
        }
    }

    public DeploymentState deploymentState() {
        return DeploymentState.valueOf(state());
    }

    /** The full name of the model that the deployment serves. */
    public String baseModel() {
        return baseModel;
    }

    boolean autoDeploys() {
        return autoDeploy;
    }

    boolean scalesToZero() {
        return minReplicas == 0;
    }

    public boolean enableAddons() {
        return enableAddons;
    }

    public Precision precision() {
        return servingPrecision;
    }

    AcceleratorType acceleratorType() {
        return acceleratorType;
    }

    /** The version of the shape; empty without a shape. */
    public String deploymentShape() {
        return deploymentShape;
    }

    @Nullable
    Instant requestedAt() {
        return requestedAt;
    }

    /** Entries of the ledger up to this time are deleted; unset if none is. */
    @Nullable
    Instant ledgerResetAt() {
        return ledgerResetAt;
    }

    Replicas replicas(Instant now, ProtoJson protoJson) {
        var minimum = hasSchedules
                ? Math.max(minReplicas, spec(protoJson).value().autoscaling().scheduledMinimum(now))
                : minReplicas;
        return Replicas.of(
                new Replicas.Facts(
                        deploymentState(),
                        minimum,
                        maxReplicas,
                        Duration.ofMillis(scaleToZeroMillis),
                        readyAt,
                        scaledTo,
                        scaledAt,
                        requestedAt,
                        wokenAt,
                        Duration.ofMillis(coldStartMillis),
                        Duration.ofMillis(servingLagMillis)),
                now);
    }

    /** Replaces the fields that clients can set. While the deployment is being created, it stays in its state. */
    void update(Spec changed, DeploymentPlans plans, Instant now, ProtoJson protoJson) {
        changeReplicas(now, protoJson, () -> {
            change(changed, now, protoJson);
            keep(changed);
        });
        if (deploymentState().isActive()) {
            follow(plans.update(changed), now);
        } else if (deploymentState() == DeploymentState.CREATING) {
            reposition(position -> position.in(plans.adapted(position.plan(), changed)));
        }
    }

    void scale(int replicas, Instant now, ProtoJson protoJson) {
        if (!deploymentState().isActive() && deploymentState() != DeploymentState.CREATING) {
            throw ApiException.failedPrecondition("deployment in state " + state() + " cannot be scaled");
        }
        if (replicas > maxReplicas) {
            throw ApiException.invalidArgument(
                    "replica_count",
                    "replica_count must not be greater than max_replica_count, which is " + maxReplicas);
        }
        changeReplicas(now, protoJson, () -> {
            scaledTo = replicas;
            scaledAt = now;
        });
        touch(now);
    }

    /** Records an inference request, which starts a replica if there is none, and postpones the deletion of an idle deployment. */
    void request(Instant now, ProtoJson protoJson) {
        changeReplicas(now, protoJson, () -> requestedAt = now);
        if (deploymentState() == DeploymentState.READY && nextTransitionAt() != null) {
            reposition(position -> position.restarted(now));
        }
    }

    private void changeReplicas(Instant now, ProtoJson protoJson, Runnable change) {
        var before = replicas(now, protoJson).desired();
        change.run();
        if (before == 0
                && deploymentState().isActive()
                && replicas(now, protoJson).desired() > 0) {
            wokenAt = now;
        }
    }

    /** A second delete does nothing, unless it is the first one that is hard. */
    void delete(Plan deletion, Instant now) {
        var isHard = deletion.removesAfter(0);
        var isHardAlready = deploymentState() == DeploymentState.DELETING && purgeTime != null;
        if (deploymentState().isDeleted() && (!isHard || isHardAlready)) {
            return;
        }
        follow(deletion, now);
        purgeTime = isHard ? nextTransitionAt() : null;
    }

    void undelete(Plan restoration, Instant now) {
        if (deploymentState() != DeploymentState.DELETED) {
            throw ApiException.failedPrecondition("deployment in state " + state() + " cannot be undeleted");
        }
        scaledTo = null;
        scaledAt = null;
        requestedAt = null;
        wokenAt = null;
        follow(restoration, now);
    }

    void resetLedger(Instant now) {
        ledgerResetAt = now;
    }

    Deployment toResource(Replicas replicas, ProtoJson protoJson) {
        return new Deployment(
                name().toString(),
                createTime(),
                purgeTime,
                deleteTime,
                deploymentState(),
                status(),
                replicas.desired(),
                replicas.running(),
                "",
                "",
                region,
                updateTime(),
                ReplicaStats.of(replicas, deploymentState(), status().code()),
                spec(protoJson));
    }
}
