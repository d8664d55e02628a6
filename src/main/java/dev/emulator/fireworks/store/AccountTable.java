package dev.emulator.fireworks.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A table with data of accounts that is not the main table of a resource type. Each such table is declared as a bean, so that resets, archives
 * and forks include it.
 *
 * @param owner the column with the key of the resource that owns a row, if the table has no column with the account's id
 * @param row the column with the key of the resource that a row refers to
 * @param time the column with the time of a row, if a rewind must delete later rows
 * @param portable whether archives contain the rows
 * @param jsonColumns the columns that contain JSON
 */
public record AccountTable(
        String name,
        Optional<String> owner,
        Optional<String> row,
        Optional<String> time,
        boolean portable,
        Map<String, JsonFormat> jsonColumns) {

    /** A table whose rows have the account's id. */
    public static AccountTable of(String name) {
        return new AccountTable(name, Optional.empty(), Optional.empty(), Optional.empty(), true, Map.of());
    }

    /** A table whose rows have the account's id and are valid in this database only. */
    public static AccountTable local(String name) {
        return new AccountTable(name, Optional.empty(), Optional.empty(), Optional.empty(), false, Map.of());
    }

    /** A table whose rows have the account's id and refer to resources that may be deleted. */
    public static AccountTable about(String name, String row) {
        return new AccountTable(name, Optional.empty(), Optional.of(row), Optional.empty(), true, Map.of());
    }

    /** A table whose rows belong to resources and are deleted with them. */
    public static AccountTable ownedBy(String name, String owner) {
        return new AccountTable(name, Optional.of(owner), Optional.of(owner), Optional.empty(), true, Map.of());
    }

    /** The same table with a column that contains JSON. */
    public AccountTable withJson(String column, Class<? extends Record> message) {
        var columns = new HashMap<>(jsonColumns);
        columns.put(column, new JsonFormat(message, false, true));
        return new AccountTable(name, owner, row, time, portable, Map.copyOf(columns));
    }

    /** The same table with a column that has the time of a row. Only for tables whose rows have the account's id. */
    public AccountTable withTime(String column) {
        return new AccountTable(name, owner, row, Optional.of(column), portable, jsonColumns);
    }
}
