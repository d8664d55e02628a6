package dev.emulator.fireworks.job;

import dev.emulator.fireworks.store.Column;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.store.Row;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;

/** Creates the {@link ResourceType} of a type of jobs, with the fields that lists filter and order by. */
public final class JobResourceTypes {

    private JobResourceTypes() {}

    /** The table of the jobs must have the indexes below. */
    public static <R extends JobRow<S>, T extends Record & JobResource<S>, S extends Record>
            ResourceType<R, T, S> create(ResourceType.Factory factory, Class<R> row, Class<T> message) {
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

    /** Indexes of every job table, by the order that they support. */
    private static Map<String, String> indexes(String table) {
        return Map.of(
                "resource_id", table + "_name",
                "state, resource_id", table + "_state",
                "create_time, resource_id", table + "_oldest",
                "create_time desc, resource_id desc", table + "_newest",
                "update_time desc, resource_id desc", table + "_changed");
    }
}
