package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.deploymentshape.DeploymentShape.Spec;
import dev.emulator.fireworks.store.Column;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.store.Row;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers deployment shapes with the platform. */
@Configuration(proxyBeanMethods = false)
class DeploymentShapeConfiguration {

    @Bean
    ResourceType<DeploymentShapeRow, DeploymentShape, Spec> deploymentShapeType(ResourceType.Factory factory) {
        List<Column<DeploymentShapeRow>> columns = List.of(
                Column.name(),
                Column.time("createTime", "create_time", Row::createTime),
                Column.time("updateTime", "update_time", Row::updateTime));
        return factory.create(DeploymentShapeRow.class, DeploymentShape.class, columns);
    }
}
