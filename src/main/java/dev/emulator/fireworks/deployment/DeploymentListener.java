package dev.emulator.fireworks.deployment;

/** Reacts to changes of deployments. It is called in the transaction that makes the change. */
public interface DeploymentListener {

    /** @param autoDeploy whether the base model is loaded into the deployment, if it is not deployed elsewhere */
    void onCreated(DeploymentRow deployment, boolean autoDeploy);

    /** Called when a deployment gets READY, which can be repeatedly. */
    void onReady(DeploymentRow deployment);

    /** Called when a deployment begins to be deleted, or is DELETED, which can be repeatedly. */
    void onDeleted(DeploymentRow deployment);

    /** Called when the row of a deployment is removed. An earlier call of {@link #onDeleted} is not guaranteed. */
    void onRemoved(DeploymentRow deployment);
}
