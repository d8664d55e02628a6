package dev.emulator.fireworks.deployedmodel;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deployedmodel.DeployedModel.Spec;
import dev.emulator.fireworks.lifecycle.StatefulRow;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.types.DeployedModelRef;
import dev.emulator.fireworks.types.DeployedModelState;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** The stored row of a model in a deployment. Columns repeat the fields of the specification by which rows are found. */
@Entity
@Table(name = "deployed_model")
final class DeployedModelRow extends StatefulRow<Spec> {

    private String model;
    private String deployment;
    private boolean isDefault;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected DeployedModelRow() {}

    @SuppressWarnings("NullAway.Init") // index() sets the fields
    DeployedModelRow(
            ResourceName name,
            String createdBy,
            Instant createTime,
            String timeline,
            Spec spec,
            Plan plan,
            ProtoJson protoJson) {
        super(name, createdBy, createTime, timeline, spec, plan, protoJson);
        index(spec);
    }

    @Override
    protected String collection() {
        return DeployedModel.COLLECTION;
    }

    @Override
    protected Class<Spec> specType() {
        return Spec.class;
    }

    @Override
    public void change(Spec spec, Instant now, ProtoJson protoJson) {
        super.change(spec, now, protoJson);
        index(spec);
    }

    private void index(Spec spec) {
        model = spec.model();
        deployment = spec.deployment();
        isDefault = spec.isDefault();
    }

    @Override
    protected void check(ProtoJson protoJson) {
        super.check(protoJson);
        check(DeployedModelState.names());
        var spec = spec(protoJson).value();
        if (!model.equals(spec.model()) || !deployment.equals(spec.deployment()) || isDefault != spec.isDefault()) {
            throw new IllegalArgumentException(
                    "model, deployment and is_default of " + name() + " must be those of its spec");
        }
    }

    DeployedModelState deployedState() {
        return DeployedModelState.valueOf(state());
    }

    String model() {
        return model;
    }

    String deployment() {
        return deployment;
    }

    boolean isDefault() {
        return isDefault;
    }

    boolean isUndeploying() {
        return deployedState() == DeployedModelState.UNDEPLOYING;
    }

    /** Whether the model can answer requests, as far as its own state is concerned. */
    boolean isLoaded() {
        return deployedState() == DeployedModelState.DEPLOYED || deployedState() == DeployedModelState.UPDATING;
    }

    void makeDefault(boolean becomesDefault, Instant now, ProtoJson protoJson) {
        change(spec(protoJson).value().withDefault(becomesDefault), now, protoJson);
    }

    boolean isAutomatic() {
        return DeployedModelPlans.isAutomatic(position().plan());
    }

    /** The plan of an entry that replaces this one. */
    Plan replacement(DeployedModelPlans plans) {
        return plans.replacing(position());
    }

    /** Continues the plan if it waits for the deployment. */
    void onDeploymentReady(Instant at) {
        var position = position();
        if (deployedState() == DeployedModelState.DEPLOYING
                && position.stage() == 0
                && DeployedModelPlans.awaitsDeployment(position.plan())) {
            proceed(at);
        }
    }

    /** Reports the failure of the deployment in the status. */
    void onDeploymentFailed(Plan failure, Instant at) {
        if (deployedState() == DeployedModelState.DEPLOYING) {
            follow(failure, at);
        }
    }

    /** A model that is still being loaded is loaded with the changes. */
    void update(Plan plan, Instant now) {
        if (isLoaded()) {
            follow(plan, now);
        }
    }

    /** A second call does nothing. */
    void undeploy(Plan plan, Instant now) {
        if (!isUndeploying()) {
            follow(plan, now);
        }
    }

    DeployedModelRef reference(ProtoJson protoJson) {
        var isPublic = spec(protoJson).value().isPublic();
        return new DeployedModelRef(name().toString(), deployment, deployedState(), isDefault, isPublic);
    }

    DeployedModel toResource(ProtoJson protoJson) {
        return new DeployedModel(
                name().toString(), createTime(), deployedState(), status(), updateTime(), spec(protoJson));
    }
}
