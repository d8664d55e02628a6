package dev.emulator.fireworks.store;

import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.protojson.ProtoJson;
import jakarta.persistence.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/**
 * Describes a type of resource. A resource package declares one as a bean, and the platform then lists, finds, resets, archives and forks the
 * resources, and names them in hints.
 *
 * @param <R> the row, an entity with the annotation {@link Table}
 * @param <T> the resource in the API; its class name in snake case with {@code _id} is the field with the id in a create request
 * @param <S> the fields that clients can set
 */
public final class ResourceType<R extends Row<?>, T extends Record, S extends Record> {

    private final Class<R> row;
    private final Class<T> message;
    private final String idField;
    private final Rows<R> rows;
    private final Listing<R, T> listing;
    private final List<AccountTable> ownedTables;
    private final int lockOrder;

    private ResourceType(
            Class<R> row,
            Class<T> message,
            Rows<R> rows,
            Listing<R, T> listing,
            List<AccountTable> ownedTables,
            int lockOrder) {
        this.row = row;
        this.message = message;
        this.idField =
                message.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT) + "_id";
        this.rows = rows;
        this.listing = listing;
        this.ownedTables = ownedTables;
        this.lockOrder = lockOrder;
    }

    /** Creates resource types. */
    @Component
    public static class Factory {

        private final JdbcOperations jdbc;
        private final Database database;
        private final ResourceCounts counts;
        private final ProtoJson protoJson;

        Factory(JdbcOperations jdbc, Database database, ResourceCounts counts, ProtoJson protoJson) {
            this.jdbc = jdbc;
            this.database = database;
            this.counts = counts;
            this.protoJson = protoJson;
        }

        /**
         * A type whose table has the two usual indexes: {@code <table>_name} by id and {@code <table>_newest} by create time.
         *
         * @param columns the fields by which the database filters and orders lists
         * @param owned tables whose rows belong to resources of this type
         */
        public <S extends Record, R extends Row<S>, T extends Record> ResourceType<R, T, S> create(
                Class<R> row, Class<T> message, List<Column<R>> columns, AccountTable... owned) {
            var table = table(row);
            var indexes =
                    Map.of("resource_id", table + "_name", "create_time desc, resource_id desc", table + "_newest");
            return create(row, message, columns, indexes, owned);
        }

        /**
         * A type with custom indexes.
         *
         * @param indexes indexes by order; each begins with the account and continues in this order
         */
        public <S extends Record, R extends Row<S>, T extends Record> ResourceType<R, T, S> create(
                Class<R> row,
                Class<T> message,
                List<Column<R>> columns,
                Map<String, String> indexes,
                AccountTable... owned) {
            var rows = new Rows<>(jdbc, database, row, table(row), indexes);
            counts.open(rows.collection(), rows.table());
            var listing = new Listing<>(rows, counts, protoJson, rows.collection(), message, columns);
            return new ResourceType<>(row, message, rows, listing, List.of(owned), 0);
        }

        private static String table(Class<? extends Row<?>> row) {
            return RowWriter.table(row);
        }
    }

    public Class<R> row() {
        return row;
    }

    public Class<T> message() {
        return message;
    }

    public String table() {
        return rows.table();
    }

    /** The resource's name in URLs. */
    public String collection() {
        return rows.collection();
    }

    /** The field of a create request that has the id, such as {@code dataset_id}. */
    public String idField() {
        return idField;
    }

    public Rows<R> rows() {
        return rows;
    }

    public Listing<R, T> listing() {
        return listing;
    }

    public List<AccountTable> ownedTables() {
        return ownedTables;
    }

    /** The same type, for rows that some transactions lock after rows of another type. This prevents deadlocks with a reset. */
    public ResourceType<R, T, S> lockedAfter(ResourceType<?, ?, ?> other) {
        return new ResourceType<>(row, message, rows, listing, ownedTables, other.lockOrder + 1);
    }

    /** Position in the order in which a transaction locks rows of several types. */
    public int lockOrder() {
        return lockOrder;
    }

    /** The columns that hold JSON. */
    public Map<String, JsonFormat> jsonColumns() {
        var columns = new HashMap<String, JsonFormat>();
        for (Class<?> part = row; part != Object.class; part = part.getSuperclass()) {
            for (var field : part.getDeclaredFields()) {
                var json = field.getAnnotation(JsonColumn.class);
                if (json != null) {
                    columns.put(RowColumn.nameOf(field), JsonFormat.of(json));
                }
            }
        }
        return columns;
    }
}
