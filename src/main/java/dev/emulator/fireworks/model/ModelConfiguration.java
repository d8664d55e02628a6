package dev.emulator.fireworks.model;

import dev.emulator.fireworks.model.Model.Spec;
import dev.emulator.fireworks.store.Column;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.store.Row;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers models with the platform. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    @Bean
    ResourceType<ModelRow, Model, Spec> modelType(ResourceType.Factory factory) {
        List<Column<ModelRow>> columns = List.of(
                Column.name(),
                Column.text("state", "state", row -> row.state().name()),
                Column.time("createTime", "create_time", Row::createTime),
                Column.time("updateTime", "update_time", Row::updateTime));
        return factory.create(ModelRow.class, Model.class, columns);
    }
}
