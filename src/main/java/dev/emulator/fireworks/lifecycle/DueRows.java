package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.store.Database;
import dev.emulator.fireworks.store.ResourceCounts;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds rows by the index on their next transition and moves them, a batch in a transaction. Rows that another replica or a call holds
 * are left to it, which is what makes a transition happen once.
 */
@Component
class DueRows {

    private final EntityManager entities;
    private final Database database;
    private final AccountClocks clocks;
    private final Clock clock;
    private final ResourceCounts counts;
    private final Transitions transitions;

    DueRows(
            EntityManager entities,
            Database database,
            AccountClocks clocks,
            Clock clock,
            ResourceCounts counts,
            Transitions transitions) {
        this.entities = entities;
        this.database = database;
        this.clocks = clocks;
        this.clock = clock;
        this.counts = counts;
        this.transitions = transitions;
    }

    /** Due by plan, and not put off after a failure. */
    private static final String DUE = "next_transition_at <= ?1 and (put_off_until is null or put_off_until <= ?1)";

    /** How many rows were taken up, and how late the latest of them was. */
    record Result(int rows, Duration lag) {}

    @Transactional
    public Result advance(Living kind, int limit) {
        var now = clock.instant();
        var rows = due(kind, limit, now);
        var latest = rows.stream()
                .map(LivingRow::nextTransitionAt)
                .filter(at -> at != null && at.isBefore(now))
                .findFirst();
        advance(kind, rows);
        return new Result(
                rows.size(), latest.map(at -> Duration.between(at, now)).orElse(Duration.ZERO));
    }

    @Transactional
    public void advance(Living kind, long uid) {
        advance(kind, lock(kind, "uid = ?1", 1, uid));
    }

    @SuppressWarnings("unchecked") // a native query for one column has no typed form
    public List<Long> uids(Living kind, int limit) {
        return entities.createNativeQuery(
                        "select uid from " + kind.table() + " where " + DUE + " order by next_transition_at limit "
                                + limit,
                        Long.class)
                .setParameter(1, clock.instant())
                .getResultList();
    }

    /** Leaves the planned time as it is, so that a row that can be moved again has its transitions when they should have been. */
    @Transactional
    public void putOff(Living kind, long uid, Duration by) {
        var now = clock.instant();
        entities.createNativeQuery("update " + kind.table()
                        + " set put_off_until = ?1 where uid = ?2 and next_transition_at <= ?3")
                .setParameter(1, now.plus(by))
                .setParameter(2, uid)
                .setParameter(3, now)
                .executeUpdate();
    }

    /** H2 would lock every row that is due before it counts out the first of them, so it is asked for those by their keys. */
    private List<? extends LivingRow<?>> due(Living kind, int limit, Instant now) {
        if (!database.isH2()) {
            return lock(kind, DUE, limit, now);
        }
        var uids = uids(kind, limit);
        return uids.isEmpty() ? List.of() : lock(kind, "uid in (?1)", limit, uids);
    }

    private List<? extends LivingRow<?>> lock(Living kind, String where, int limit, Object parameter) {
        var query = entities.createNativeQuery(
                "select * from " + kind.table() + " where " + where + " order by next_transition_at limit " + limit
                        + " for update skip locked",
                kind.type());
        query.setParameter(1, parameter);
        @SuppressWarnings("unchecked") // the query was made for this type
        var rows = (List<? extends LivingRow<?>>) query.getResultList();
        return rows;
    }

    private void advance(Living kind, List<? extends LivingRow<?>> rows) {
        var removed = new TreeMap<String, Integer>();
        for (var row : rows) {
            var advance = row.advance(now(row));
            advance.transitions().forEach(transitions::record);
            if (advance.removed()) {
                entities.remove(row);
                removed.merge(row.account(), 1, Integer::sum);
            }
        }
        kind.moved().moved(rows);
        if (!removed.isEmpty()) {
            entities.flush();
            removed.forEach((account, number) -> counts.add(kind.collection(), account, -number));
        }
    }

    private Instant now(LivingRow<?> row) {
        return clocks.of(row.account()).instant();
    }
}
