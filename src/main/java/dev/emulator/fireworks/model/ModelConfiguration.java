package dev.emulator.fireworks.model;

import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.Column;
import dev.emulator.fireworks.store.Listing;
import dev.emulator.fireworks.store.ResourceCounts;
import dev.emulator.fireworks.store.Row;
import dev.emulator.fireworks.store.Rows;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

/** How the room joins the platform: what can be listed. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    @Bean
    Rows<ModelRow> modelRows(JdbcOperations jdbc, Database database) {
        return new Rows<>(
                jdbc,
                database,
                ModelRow.class,
                ModelRow.TABLE,
                Map.of("resource_id", "model_name", "create_time desc, resource_id desc", "model_newest"));
    }

    @Bean
    Listing<ModelRow, Model> modelListing(Rows<ModelRow> rows, ResourceCounts counts, ProtoJson protoJson) {
        List<Column<ModelRow>> columns = List.of(
                Column.name(),
                Column.text("state", "state", row -> row.state().name()),
                Column.time("createTime", "create_time", Row::createTime),
                Column.time("updateTime", "update_time", Row::updateTime));
        return new Listing<>(rows, counts, protoJson, Model.COLLECTION, Model.class, columns);
    }
}
