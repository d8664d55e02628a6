package dev.emulator.fireworks.store;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

/**
 * Adds, locks and removes rows of any resource type, and updates the counts. Every method needs a transaction. As in every repository, Spring
 * translates exceptions of Hibernate.
 */
@Repository
public class ResourceRepository {

    private final EntityManager entities;
    private final JdbcOperations jdbc;
    private final AccountReader reader;
    private final RowKeys keys;
    private final ResourceCounts counts;
    private final Map<Class<?>, Mapping<?>> mappings = new ConcurrentHashMap<>();

    ResourceRepository(EntityManager entities, JdbcOperations jdbc, AccountReader reader, ResourceCounts counts) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.reader = reader;
        this.keys = new RowKeys(jdbc);
        this.counts = counts;
    }

    private record Mapping<R extends Row<?>>(RowReader<R> reader, RowWriter<R> writer) {}

    /**
     * Adds a resource. Should be called near the end of the transaction, because it locks the count. The row is not managed by Hibernate. To
     * change it in the same transaction, lock it, which returns another instance.
     *
     * @throws ApiException ALREADY_EXISTS if the id is taken
     */
    public <R extends Row<?>> R add(R row) {
        addAll(List.of(row));
        return row;
    }

    /** Adds resources of one account and one type together. */
    public <R extends Row<?>> void addAll(List<R> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var first = rows.get(0).name();
        for (var row : rows) {
            row.checkBeforeWriting();
            row.assignKey(keys.next());
        }
        try {
            mapping(rows.get(0)).writer().insert(rows);
        } catch (DuplicateKeyException e) {
            throw ApiException.alreadyExists("resource " + first + " already exists");
        }
        counts.add(first.collection(), first.account(), rows.size());
    }

    @SuppressWarnings("unchecked") // the class of a row is final
    private <R extends Row<?>> Mapping<R> mapping(R row) {
        return mapping((Class<R>) row.getClass());
    }

    @SuppressWarnings("unchecked") // the mapping was made for this type
    private <R extends Row<?>> Mapping<R> mapping(Class<R> type) {
        return (Mapping<R>)
                mappings.computeIfAbsent(type, key -> new Mapping<>(RowReader.of(type), new RowWriter<>(jdbc, type)));
    }

    /**
     * Locks rows until the transaction ends, to change them together.
     *
     * @param condition an SQL condition, with order and limit
     * @param skip skips rows that another transaction has locked, instead of waiting for them
     */
    public <R extends Row<?>> RowBatch<R> lockBatch(
            Class<R> type, String condition, boolean skip, Object... parameters) {
        var mapping = mapping(type);
        var sql = "select " + mapping.reader().columns() + " from " + RowWriter.table(type) + " where " + condition
                + " for update" + (skip ? " skip locked" : "");
        var rows = jdbc.query(sql, mapping.reader(), parameters);
        reader.discard();
        return new RowBatch<>(mapping.writer(), rows);
    }

    /** Locks a row until the transaction ends. Blocks while another transaction has locked it. */
    public <R extends Row<?>> Optional<R> lock(ResourceType<R, ?, ?> type, ResourceName name) {
        var rows = query(type, "= ?2", name.account(), name.id())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        reader.discard();
        return rows.stream().findFirst();
    }

    /**
     * Locks the existing rows of an account in the order of their ids, which prevents deadlocks. The ids are joined, because H2 compares each
     * row of the account to all ids if the condition is {@code resource_id = any(?)}.
     */
    public <R extends Row<?>> RowBatch<R> lockAll(ResourceType<R, ?, ?> type, String account, Collection<String> ids) {
        return lockBatch(
                type.row(),
                "uid in (select named.uid from unnest(?) as wanted(id) join " + RowWriter.table(type.row())
                        + " named on named.account_id = ? and named.resource_id = wanted.id) order by resource_id",
                false,
                ids.toArray(String[]::new),
                account);
    }

    private <R extends Row<?>> TypedQuery<R> query(ResourceType<R, ?, ?> type, String idIs, String account, Object id) {
        var entity = type.row();
        return entities.createQuery(
                        "select row from " + entity.getSimpleName() + " row where row.account = ?1 and row.resourceId "
                                + idIs,
                        entity)
                .setParameter(1, account)
                .setParameter(2, id);
    }

    /** Removes a locked row and its rows in the tables that its type owns. */
    public <R extends Row<?>> void remove(ResourceType<R, ?, ?> type, R row) {
        for (var table : type.ownedTables()) {
            jdbc.update(
                    "delete from " + table.name() + " where " + table.owner().orElseThrow() + " = ?", row.uid());
        }
        entities.remove(row);
        entities.flush();
        counts.add(type.collection(), row.account(), -1);
    }
}
