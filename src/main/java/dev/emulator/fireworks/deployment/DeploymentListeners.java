package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.lifecycle.StatefulRow;
import dev.emulator.fireworks.lifecycle.TransitionListener;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
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
        listeners.orderedStream().forEach(listener -> listener.onCreated(deployment, autoDeploy));
    }

    @Override
    public void onTransitions(List<? extends StatefulRow<?>> rows) {
        call(rows, state -> state == DeploymentState.READY, DeploymentListener::onReady);
        call(rows, state -> state == DeploymentState.FAILED, DeploymentListener::onFailed);
        call(rows, DeploymentState::isDeleted, DeploymentListener::onDeleted);
    }

    private void call(
            List<? extends StatefulRow<?>> rows,
            Predicate<DeploymentState> states,
            BiConsumer<DeploymentListener, List<DeploymentRow>> method) {
        var deployments = rows.stream()
                .map(DeploymentRow.class::cast)
                .filter(row -> states.test(row.deploymentState()))
                .toList();
        if (!deployments.isEmpty()) {
            listeners.orderedStream().forEach(listener -> method.accept(listener, deployments));
        }
    }
}
