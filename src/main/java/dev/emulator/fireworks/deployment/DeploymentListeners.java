package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.lifecycle.StatefulRow;
import dev.emulator.fireworks.lifecycle.TransitionListener;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Calls all listeners of deployments. They are looked up on first use, because listeners can depend on the service that calls them. */
@Component
class DeploymentListeners implements TransitionListener {

    private final ObjectProvider<DeploymentListener> listeners;

    DeploymentListeners(ObjectProvider<DeploymentListener> listeners) {
        this.listeners = listeners;
    }

    void created(DeploymentRow deployment, boolean autoDeploy) {
        call(listener -> listener.onCreated(deployment, autoDeploy));
    }

    @Override
    public void onTransitions(List<? extends StatefulRow<?>> rows) {
        for (var row : rows) {
            var deployment = (DeploymentRow) row;
            switch (deployment.deploymentState()) {
                case READY -> call(listener -> listener.onReady(deployment));
                case DELETING, DELETED ->
                    call(
                            deployment.isRemoved()
                                    ? listener -> listener.onRemoved(deployment)
                                    : listener -> listener.onDeleted(deployment));
                default -> {}
            }
        }
    }

    private void call(Consumer<DeploymentListener> method) {
        listeners.orderedStream().forEach(method);
    }
}
