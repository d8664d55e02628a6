package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.events.Events;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The ledger of all changes of state. */
@Component
public class Transitions {

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final Events events;
    private final MeterRegistry meters;

    Transitions(EntityManager entities, JdbcClient jdbc, Events events, MeterRegistry meters) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.events = events;
        this.meters = meters;
    }

    /**
     * A change of state as it is told.
     *
     * @param name of what has changed
     * @param toState empty when it went away
     * @param time by the account's clock
     */
    public record Change(String name, String fromState, String toState, Instant time) {}

    /** What has happened in an account after one time and up to another, in the order of its happening. */
    public List<Change> between(String account, Instant after, Instant upTo) {
        return changes("account_id = ? and moved_at > ? and moved_at <= ?", account, utc(after), utc(upTo));
    }

    /** Whether anything has happened in an account at exactly this time. */
    boolean hasTransitionAt(String account, Instant time) {
        return jdbc.sql("select count(*) from transition where account_id = ? and moved_at = ?")
                        .params(account, utc(time))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** What has happened to one resource, and to any that had its name before. */
    public List<Change> of(ResourceName name) {
        return changes(
                "account_id = ? and collection = ? and resource_id = ?", name.account(), name.collection(), name.id());
    }

    /** What has happened to one row. */
    public List<Change> of(long uid) {
        return changes("row_uid = ?", uid);
    }

    private List<Change> changes(String where, Object... parameters) {
        return jdbc.sql(
                        "select account_id, collection, resource_id, from_state, to_state, moved_at from transition where "
                                + where + " order by moved_at, row_uid, seq")
                .params(parameters)
                .query((row, number) -> new Change(
                        new ResourceName(row.getString(1), row.getString(2), row.getString(3)).toString(),
                        row.getString(4),
                        Objects.requireNonNullElse(row.getString(5), ""),
                        row.getObject(6, OffsetDateTime.class).toInstant()))
                .list();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** Strikes a row's changes after a moment, and tells how it was before each of them, the latest first. */
    List<PriorState> takeBack(long uid, Instant after) {
        var later = entities.createQuery(
                        "select t from Transition t where t.rowUid = ?1 and t.movedAt > ?2 order by t.seq desc",
                        Transition.class)
                .setParameter(1, uid)
                .setParameter(2, after)
                .getResultList();
        later.forEach(entities::remove);
        return later.stream().map(Transition::left).flatMap(Optional::stream).toList();
    }

    /** Belongs into the transaction that changes the row. */
    void record(Transition transition) {
        entities.persist(transition);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                count(transition);
                transition.publishTo(events);
            }
        });
    }

    private void count(Transition transition) {
        var to = Objects.requireNonNullElse(transition.toState(), "");
        meters.counter("emulator.transitions", "from", transition.fromState(), "to", to)
                .increment();
    }
}
