package dev.emulator.fireworks.job;

import dev.emulator.fireworks.lifecycle.StatefulIndexes;
import dev.emulator.fireworks.store.Column;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.store.Row;
import jakarta.persistence.Table;
import java.util.List;

/** Creates the {@link ResourceType} of a type of jobs, with the fields that lists filter and order by. */
public final class JobResourceTypes {

    private JobResourceTypes() {}

    /** The table of the jobs must have the {@link StatefulIndexes}. */
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
                row,
                message,
                columns,
                StatefulIndexes.of(row.getAnnotation(Table.class).name()));
    }
}
