package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.events.Events;
import dev.emulator.fireworks.store.RowWriter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Repository of all recorded changes of state. */
@Component
public class Transitions {

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final RowWriter<Transition> writer;
    private final Events events;
    private final MeterRegistry meters;
    private final Map<States, Counter> counters = new ConcurrentHashMap<>();

    Transitions(EntityManager entities, JdbcClient jdbc, JdbcOperations template, Events events, MeterRegistry meters) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.writer = new RowWriter<>(template, Transition.class);
        this.events = events;
        this.meters = meters;
    }

    /**
     * A change of state as it is reported.
     *
     * @param name of the resource
     * @param toState empty if the resource was deleted
     * @param time by the account's clock
     */
    public record Change(String name, String fromState, String toState, Instant time) {}

    private record States(String from, String to) {}

    /** The changes in an account after one time and up to another, in order of time. */
    public List<Change> between(String account, Instant after, Instant upTo) {
        return changes("account_id = ? and moved_at > ? and moved_at <= ?", account, utc(after), utc(upTo));
    }

    /** Whether there is a change in an account at exactly this time. */
    boolean hasTransitionAt(String account, Instant time) {
        return jdbc.sql("select count(*) from transition where account_id = ? and moved_at = ?")
                        .params(account, utc(time))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The changes of a resource, and of earlier resources with the same name. */
    public List<Change> of(ResourceName name) {
        return changes(
                "account_id = ? and collection = ? and resource_id = ?", name.account(), name.collection(), name.id());
    }

    /** The changes of a row. */
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

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** Deletes a row's changes after a time, and returns the state of the row before each of them, latest first. */
    List<PriorState> revert(long uid, Instant after) {
        var later = entities.createQuery(
                        "select t from Transition t where t.rowUid = ?1 and t.movedAt > ?2 order by t.seq desc",
                        Transition.class)
                .setParameter(1, uid)
                .setParameter(2, after)
                .getResultList();
        later.forEach(entities::remove);
        return later.stream().map(Transition::left).flatMap(Optional::stream).toList();
    }

    /** Must be called in the transaction that changes the rows. */
    void record(List<Transition> made) {
        if (made.isEmpty()) {
            return;
        }
        writer.insert(made);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                made.forEach(transition -> {
                    counter(transition).increment();
                    transition.publishTo(events);
                });
            }
        });
    }

    private Counter counter(Transition transition) {
        var to = Objects.requireNonNullElse(transition.toState(), "");
        return counters.computeIfAbsent(
                new States(transition.fromState(), to),
                states -> Counter.builder("emulator.transitions")
                        .description("Number of state transitions of resources.")
                        .tags("from", states.from(), "to", states.to())
                        .register(meters));
    }
}
