package dev.emulator.fireworks.deployment;

import java.util.List;

/** Reacts to changes of deployments. It is called in the transaction that makes the changes, with the rows that were changed together. */
public interface DeploymentListener {

    /**
     * Called when a deployment is created or undeleted.
     *
     * @param autoDeploy whether the base model is loaded into the deployment, if it is not deployed elsewhere
     */
    void onCreated(DeploymentRow deployment, boolean autoDeploy);

    /** Called when deployments get READY, which can be repeatedly. */
    void onReady(List<DeploymentRow> deployments);

    /** Called when deployments have FAILED. */
    void onFailed(List<DeploymentRow> deployments);

    /** Called when deployments begin to be deleted, are DELETED or are removed, which can be repeatedly. */
    void onDeleted(List<DeploymentRow> deployments);
}
