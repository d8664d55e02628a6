package dev.emulator.fireworks.world;

import dev.emulator.fireworks.lifecycle.LifecycleType;
import dev.emulator.fireworks.lifecycle.LifecycleTypes;
import dev.emulator.fireworks.store.AccountTable;
import dev.emulator.fireworks.store.JsonFormat;
import dev.emulator.fireworks.store.ResourceType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** All tables with rows of accounts: those of resources, and those declared as {@link AccountTable}. */
@Component
class WorldTables {

    /** The table of files, whose rows refer to blobs. */
    static final String FILES = "resource_file";

    /** The table of account settings. They are read for all accounts at once, so one malformed row would affect every account. */
    static final String DOCUMENTS = "account_document";

    /** The table of recorded transitions. */
    static final String TRANSITIONS = "transition";

    private final List<Resource> resources;
    private final List<AccountTable> others;

    WorldTables(LifecycleTypes lifecycle, List<ResourceType<?, ?, ?>> types, List<AccountTable> others) {
        var moving = lifecycle.all().stream().map(LifecycleType::table).toList();
        this.resources = types.stream()
                .<Resource>map(type -> new Resource(type, moving.contains(type.table())))
                .sorted(Comparator.comparing(Resource::stateful)
                        .reversed()
                        .thenComparing(resource -> resource.type().lockOrder())
                        .thenComparing(Resource::name))
                .toList();
        var owned = types.stream().flatMap(type -> type.ownedTables().stream());
        this.others = Stream.concat(others.stream(), owned)
                .sorted(Comparator.comparing(
                                (AccountTable table) -> table.owner().isEmpty())
                        .thenComparing(AccountTable::name))
                .toList();
    }

    /**
     * A table of resources.
     *
     * @param stateful whether the engine moves the resources through states
     */
    record Resource(ResourceType<?, ?, ?> type, boolean stateful) {

        String name() {
            return type.table();
        }

        String collection() {
            return type.collection();
        }
    }

    /** A selection of rows of a table. */
    record Selection(String table, String where, List<String> parameters) {}

    /** Returns the tables of resources, those that the engine moves first: locking them first keeps the engine out. */
    List<Resource> resources() {
        return resources;
    }

    /** Returns all tables in the order in which rows can be deleted: tables owned by resources, resources, the rest. */
    List<String> names() {
        var owned = others.stream().filter(table -> table.owner().isPresent()).map(AccountTable::name);
        var rest = others.stream().filter(table -> table.owner().isEmpty()).map(AccountTable::name);
        return Stream.of(owned, resources.stream().map(Resource::name), rest)
                .flatMap(names -> names)
                .toList();
    }

    /** Returns the tables whose rows belong to resources, with the column that holds the resource's key. */
    Map<String, String> owned() {
        return others.stream()
                .filter(table -> table.owner().isPresent())
                .collect(Collectors.toMap(
                        AccountTable::name, table -> table.owner().orElseThrow()));
    }

    /** Returns the tables whose rows have a time, with the column of the time. */
    Map<String, String> timed() {
        return others.stream()
                .filter(table -> table.time().isPresent())
                .collect(Collectors.toMap(
                        AccountTable::name, table -> table.time().orElseThrow()));
    }

    /** Returns the tables that archives contain. */
    List<String> archived() {
        return names().stream()
                .filter(table -> other(table).map(AccountTable::portable).orElse(true))
                .toList();
    }

    /** Returns the column with the key of a resource, if the table has one. */
    Optional<String> reference(String table) {
        return other(table).flatMap(AccountTable::row);
    }

    /** Returns the columns of a table that contain JSON. */
    Map<String, JsonFormat> json(String table) {
        return resources.stream()
                .filter(resource -> resource.name().equals(table))
                .findFirst()
                .map(resource -> resource.type().jsonColumns())
                .or(() -> other(table).map(AccountTable::jsonColumns))
                .orElse(Map.of());
    }

    /** Returns whether every row of a table belongs to an existing resource. */
    boolean isOwned(String table) {
        return other(table).flatMap(AccountTable::owner).isPresent();
    }

    /** Selects the rows of an account, or of all accounts. */
    Selection of(Optional<String> account, String table) {
        if (account.isEmpty()) {
            return new Selection(table, "1 = 1", List.of());
        }
        var owner = other(table).flatMap(AccountTable::owner);
        if (owner.isEmpty()) {
            return new Selection(table, "account_id = ?", List.of(account.get()));
        }
        // A join lets the database start with the smaller table.
        var owners = resources.stream()
                .map(resource -> String.format(
                                Locale.ROOT,
                                "select owner.uid from %s owner join %s owned on owned.%s = owner.uid",
                                resource.name(),
                                table,
                                owner.get())
                        + " where owner.account_id = ?")
                .collect(Collectors.joining(" union all "));
        return new Selection(
                table,
                owner.get() + " in (" + owners + ")",
                resources.stream().map(resource -> account.get()).toList());
    }

    private Optional<AccountTable> other(String name) {
        return others.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
