package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.AccountTable;
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
class DatasetConfiguration {

    @Bean
    Rows<DatasetRow> datasetRows(JdbcOperations jdbc, Database database) {
        return new Rows<>(
                jdbc,
                database,
                DatasetRow.class,
                DatasetRow.TABLE,
                Map.of("resource_id", "dataset_name", "create_time desc, resource_id desc", "dataset_newest"));
    }

    @Bean
    AccountTable datasetProblemTable() {
        return AccountTable.ownedBy("dataset_problem", "dataset_uid");
    }

    @Bean
    Listing<DatasetRow, Dataset> datasetListing(Rows<DatasetRow> rows, ResourceCounts counts, ProtoJson protoJson) {
        List<Column<DatasetRow>> columns = List.of(
                Column.name(),
                Column.text("state", "state", row -> row.state().name()),
                Column.text("createdBy", "created_by", Row::createdBy),
                Column.time("createTime", "create_time", Row::createTime),
                Column.time("updateTime", "update_time", Row::updateTime));
        return new Listing<>(rows, counts, protoJson, Dataset.COLLECTION, Dataset.class, columns);
    }
}
