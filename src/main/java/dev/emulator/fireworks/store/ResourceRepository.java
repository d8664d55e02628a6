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
import org.springframework.dao.DataIntegrityViolationException;
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
    private final RowKeys keys;
    private final ResourceCounts counts;
    private final Map<Class<?>, RowWriter<?>> writers = new ConcurrentHashMap<>();

    ResourceRepository(EntityManager entities, JdbcOperations jdbc, RowKeys keys, ResourceCounts counts) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.keys = keys;
        this.counts = counts;
    }

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
            writer(rows.get(0)).insert(rows);
        } catch (DataIntegrityViolationException e) {
            throw ApiException.alreadyExists("resource " + first + " already exists");
        }
        counts.add(first.collection(), first.account(), rows.size());
    }

    @SuppressWarnings("unchecked") // the writer was made for the class of the row
    private <R extends Row<?>> RowWriter<R> writer(R row) {
        return (RowWriter<R>) writers.computeIfAbsent(row.getClass(), type -> new RowWriter<>(jdbc, type));
    }

    /** Locks a row until the transaction ends. Blocks while another transaction has locked it. */
    public <R extends Row<?>> Optional<R> lock(ResourceType<R, ?, ?> type, ResourceName name) {
        return query(type, "= ?2", name.account(), name.id())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** Locks the existing rows of an account in the order of their ids, which prevents deadlocks. */
    public <R extends Row<?>> List<R> lockAll(ResourceType<R, ?, ?> type, String account, Collection<String> ids) {
        return query(type, "in ?2 order by row.resourceId", account, ids)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
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
