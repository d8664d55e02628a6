package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.deployment.Deployment.Spec;
import dev.emulator.fireworks.lifecycle.LifecycleType;
import dev.emulator.fireworks.lifecycle.StatefulIndexes;
import dev.emulator.fireworks.resource.StatefulSeedHandler;
import dev.emulator.fireworks.store.Column;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.store.Row;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Registers deployments with the platform: storage and lists, lifecycle, seeds. */
@Configuration(proxyBeanMethods = false)
class DeploymentConfiguration {

    @Bean
    ResourceType<DeploymentRow, Deployment, Spec> deploymentType(ResourceType.Factory factory) {
        List<Column<DeploymentRow>> columns = List.of(
                Column.name(),
                Column.text("state", "state", DeploymentRow::state),
                Column.time("createTime", "create_time", Row::createTime),
                Column.time("updateTime", "update_time", Row::updateTime));
        return factory.create(DeploymentRow.class, Deployment.class, columns, StatefulIndexes.of("deployment"));
    }

    @Bean
    LifecycleType deploymentLifecycle(
            ResourceType<DeploymentRow, Deployment, Spec> type,
            DeploymentStates states,
            DeploymentPlans plans,
            DeploymentListeners listeners) {
        return new LifecycleType(
                        type.row(),
                        type.table(),
                        type.collection(),
                        states,
                        DeploymentAttributes.MATCH,
                        DeploymentTimes.ATTRIBUTES,
                        listeners)
                .followed()
                .completing((row, plan) -> plans.complete(plan, ((DeploymentRow) row).scalesToZero()));
    }

    @Bean
    @Order(40)
    StatefulSeedHandler<Deployment, Spec> deploymentSeedHandler(
            DeploymentService deployments, StatefulSeedHandler.Factory factory) {
        return factory.handler(deployments, Deployment::spec);
    }
}
