package dev.emulator.fireworks.lifecycle;

import java.util.Map;

/** The usual indexes of resources with states whose lists have many orders. */
public final class StatefulIndexes {

    private StatefulIndexes() {}

    /** The indexes of a table, by the order that they support. The migration of the table must create them. */
    public static Map<String, String> of(String table) {
        return Map.of(
                "resource_id", table + "_name",
                "state, resource_id", table + "_state",
                "create_time, resource_id", table + "_oldest",
                "create_time desc, resource_id desc", table + "_newest",
                "update_time desc, resource_id desc", table + "_changed");
    }
}
