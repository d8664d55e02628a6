package dev.emulator.fireworks.store;

import dev.emulator.fireworks.aip.ApiException;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;
import org.springframework.stereotype.Repository;

/**
 * Adds resources: an id that is taken is refused, and the account's count goes up. What else Hibernate may say is told in Spring's words,
 * as it is for every repository.
 */
@Repository
public class ResourceInserter {

    private final EntityManager entities;
    private final ResourceCounts counts;

    ResourceInserter(EntityManager entities, ResourceCounts counts) {
        this.entities = entities;
        this.counts = counts;
    }

    /** Belongs into the transaction of a call, near its end. */
    public <R extends Row<?>> R add(R row) {
        addAll(List.of(row));
        return row;
    }

    /** Resources of one account and one kind, written together. */
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
}
