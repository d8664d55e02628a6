package dev.emulator.fireworks.job;

import dev.emulator.fireworks.store.Column;
import dev.emulator.fireworks.store.Row;
import java.util.List;
import java.util.Map;

/** The fields of any job that the database can filter and order by. */
public final class JobColumns {

    private JobColumns() {}

    public static <R extends JobRow<?>> List<Column<R>> of() {
        return List.of(
                Column.name(),
                Column.text("state", "state", JobRow::state),
                Column.text("createdBy", "created_by", Row::createdBy),
                Column.time("createTime", "create_time", Row::createTime),
                Column.time("updateTime", "update_time", Row::updateTime),
                Column.<R>time("completedTime", "completed_time", JobRow::completedTime)
                        .orUnset());
    }

    /** The orders that an index follows in every job table. */
    public static Map<String, String> indexes(String table) {
        return Map.of(
                "resource_id", table + "_name",
                "state, resource_id", table + "_state",
                "create_time, resource_id", table + "_oldest",
                "create_time desc, resource_id desc", table + "_newest",
                "update_time desc, resource_id desc", table + "_changed");
    }
}
