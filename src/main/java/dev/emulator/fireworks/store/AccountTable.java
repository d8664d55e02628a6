package dev.emulator.fireworks.store;

import java.util.Optional;

/**
 * A table with rows of accounts, beside those of the resources themselves, which {@link Rows} knows already. Whoever has one declares it as
 * a bean, so that it is cleared, kept and copied with the rest of an account's world.
 *
 * @param owner the column that tells the key of the resource a row belongs to, where the rows do not have the account's id
 * @param row the column that tells the key of the resource a row is about
 * @param portable whether its rows mean something elsewhere, so that archives have them
 */
public record AccountTable(String name, Optional<String> owner, Optional<String> row, boolean portable) {

    /** A table whose rows have the account's id. */
    public static AccountTable of(String name) {
        return new AccountTable(name, Optional.empty(), Optional.empty(), true);
    }

    /** A table whose rows have the account's id and are good for this database only. */
    public static AccountTable local(String name) {
        return new AccountTable(name, Optional.empty(), Optional.empty(), false);
    }

    /** A table whose rows have the account's id and tell of resources that may be gone. */
    public static AccountTable about(String name, String row) {
        return new AccountTable(name, Optional.empty(), Optional.of(row), true);
    }

    /** A table whose rows belong to resources and go with them. */
    public static AccountTable ownedBy(String name, String owner) {
        return new AccountTable(name, Optional.of(owner), Optional.of(owner), true);
    }
}
