package dev.emulator.fireworks.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A table with rows of accounts, beside those of the resources themselves, which {@link Rows} knows already. Whoever has one declares it as
 * a bean, so that it is cleared, kept and copied with the rest of an account's world.
 *
 * @param owner the column that tells the key of the resource a row belongs to, where the rows do not have the account's id
 * @param row the column that tells the key of the resource a row is about
 * @param portable whether its rows mean something elsewhere, so that archives have them
 * @param jsonColumns the columns that hold JSON
 */
public record AccountTable(
        String name,
        Optional<String> owner,
        Optional<String> row,
        boolean portable,
        Map<String, JsonFormat> jsonColumns) {

    /** A table whose rows have the account's id. */
    public static AccountTable of(String name) {
        return new AccountTable(name, Optional.empty(), Optional.empty(), true, Map.of());
    }

    /** A table whose rows have the account's id and are good for this database only. */
    public static AccountTable local(String name) {
        return new AccountTable(name, Optional.empty(), Optional.empty(), false, Map.of());
    }

    /** A table whose rows have the account's id and tell of resources that may be gone. */
    public static AccountTable about(String name, String row) {
        return new AccountTable(name, Optional.empty(), Optional.of(row), true, Map.of());
    }

    /** A table whose rows belong to resources and go with them. */
    public static AccountTable ownedBy(String name, String owner) {
        return new AccountTable(name, Optional.of(owner), Optional.of(owner), true, Map.of());
    }

    /** The same table, with a column that holds JSON. */
    public AccountTable withJson(String column, Class<? extends Record> message) {
        var columns = new HashMap<>(jsonColumns);
        columns.put(column, new JsonFormat(message, false, true));
        return new AccountTable(name, owner, row, portable, Map.copyOf(columns));
    }
}
