package dev.emulator.fireworks.store;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
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
    private final ResourceCounts counts;

    ResourceRepository(EntityManager entities, JdbcOperations jdbc, ResourceCounts counts) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.counts = counts;
    }

    /**
     * Adds a resource. Should be called near the end of the transaction, because it locks the count.
     *
     * @throws ApiException ALREADY_EXISTS if the id is taken
     */
    public <R extends Row<?>> R add(R row) {
        addAll(List.of(row));
        return row;
    }

    /** Adds resources of one account and one type together. */
    public void addAll(List<? extends Row<?>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var first = rows.get(0).name();
        try {
            rows.forEach(entities::persist);
            entities.flush();
        } catch (ConstraintViolationException e) {
            throw ApiException.alreadyExists("resource " + first + " already exists");
        }
        counts.add(first.collection(), first.account(), rows.size());
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
