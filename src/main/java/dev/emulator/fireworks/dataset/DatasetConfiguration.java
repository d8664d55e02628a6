package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.dataset.Dataset.Spec;
import dev.emulator.fireworks.store.AccountTable;
import dev.emulator.fireworks.store.Column;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.store.Row;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers datasets with the platform. */
@Configuration(proxyBeanMethods = false)
class DatasetConfiguration {

    @Bean
    ResourceType<DatasetRow, Dataset, Spec> datasetType(ResourceType.Factory factory) {
        List<Column<DatasetRow>> columns = List.of(
                Column.name(),
                Column.text("state", "state", row -> row.state().name()),
                Column.text("createdBy", "created_by", Row::createdBy),
                Column.time("createTime", "create_time", Row::createTime),
                Column.time("updateTime", "update_time", Row::updateTime));
        return factory.create(
                DatasetRow.class, Dataset.class, columns, AccountTable.ownedBy("dataset_problem", "dataset_uid"));
    }
}
