package dev.emulator.fireworks.job;

import dev.emulator.fireworks.store.Column;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.store.Row;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;

/** How jobs are stored and listed: the fields that the database filters and orders by. */
public final class JobColumns {

    private JobColumns() {}

    /** Describes a type of jobs, whose table has the indexes below. */
    public static <R extends JobRow<S>, T extends Record & JobResource<S>, S extends Record> ResourceType<R, T, S> type(
            ResourceType.Factory factory, Class<R> row, Class<T> message) {
        List<Column<R>> columns = List.of(
                Column.name(),
                Column.text("state", "state", JobRow::state),
                Column.text("createdBy", "created_by", Row::createdBy),
                Column.time("createTime", "create_time", Row::createTime),
                Column.time("updateTime", "update_time", Row::updateTime),
                Column.<R>time("completedTime", "completed_time", JobRow::completedTime)
                        .orUnset());
        return factory.create(
                row, message, columns, indexes(row.getAnnotation(Table.class).name()));
    }

    /** The orders that an index follows in every job table. */
    private static Map<String, String> indexes(String table) {
        return Map.of(
                "resource_id", table + "_name",
                "state, resource_id", table + "_state",
                "create_time, resource_id", table + "_oldest",
                "create_time desc, resource_id desc", table + "_newest",
                "update_time desc, resource_id desc", table + "_changed");
    }
}
