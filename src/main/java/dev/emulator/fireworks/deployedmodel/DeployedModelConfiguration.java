package dev.emulator.fireworks.deployedmodel;

import dev.emulator.fireworks.deployedmodel.DeployedModel.Spec;
import dev.emulator.fireworks.deployment.DeploymentRow;
import dev.emulator.fireworks.lifecycle.LifecycleType;
import dev.emulator.fireworks.plan.MatchAttribute;
import dev.emulator.fireworks.resource.StatefulSeedHandler;
import dev.emulator.fireworks.store.Column;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.store.Row;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Registers models in deployments with the platform: storage and lists, lifecycle, seeds. */
@Configuration(proxyBeanMethods = false)
class DeployedModelConfiguration {

    @Bean
    ResourceType<DeployedModelRow, DeployedModel, Spec> deployedModelType(
            ResourceType.Factory factory, ResourceType<DeploymentRow, ?, ?> deployments) {
        List<Column<DeployedModelRow>> columns = List.of(
                Column.name(),
                Column.text("state", "state", DeployedModelRow::state),
                Column.text("model", "model", DeployedModelRow::model),
                Column.text("deployment", "deployment", DeployedModelRow::deployment),
                Column.time("createTime", "create_time", Row::createTime),
                Column.time("updateTime", "update_time", Row::updateTime));
        return factory.create(DeployedModelRow.class, DeployedModel.class, columns)
                .lockedAfter(deployments);
    }

    @Bean
    LifecycleType deployedModelLifecycle(
            ResourceType<DeployedModelRow, DeployedModel, Spec> type, DeployedModelStates states) {
        return new LifecycleType(
                type.row(),
                type.table(),
                type.collection(),
                states,
                List.of(new MatchAttribute("model", false), new MatchAttribute("deployment", true)),
                List.of(),
                rows -> {});
    }

    @Bean
    @Order(50)
    StatefulSeedHandler<DeployedModel, Spec> deployedModelSeedHandler(
            DeployedModelService deployedModels, StatefulSeedHandler.Factory factory) {
        return factory.handler(deployedModels, DeployedModel::spec);
    }
}
