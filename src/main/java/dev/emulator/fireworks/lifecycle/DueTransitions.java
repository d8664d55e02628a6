package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.aip.Timestamps;
import dev.emulator.fireworks.clock.Timeline;
import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.store.ResourceCounts;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds rows with due transitions by an index and moves them, one batch for each transaction. Rows that are locked by another replica or by
 * a request are skipped, so each transition happens once.
 */
@Service
class DueTransitions {

    private final EntityManager entities;
    private final Database database;
    private final ResourceCounts counts;
    private final Lifecycle lifecycle;

    DueTransitions(EntityManager entities, Database database, ResourceCounts counts, Lifecycle lifecycle) {
        this.entities = entities;
        this.database = database;
        this.counts = counts;
        this.lifecycle = lifecycle;
    }

    /** Due, and not postponed after a failure. The order has the columns of the index first, because otherwise H2 would not use it. */
    private static final String DUE =
            "timeline = ?2 and next_transition_at <= ?1 and (put_off_until is null or put_off_until <= ?1)";

    private static final String IN_ORDER = " order by timeline, next_transition_at limit ";

    /** How many rows were moved, and the maximum delay among them. */
    record Result(int rows, Duration lag) {}

    /** @param wait block on locked rows instead of skipping them */
    @Transactional
    public Result advance(LifecycleType type, Timeline timeline, int limit, boolean wait) {
        var now = timeline.now();
        var rows = due(type, timeline, limit, wait);
        var latest = rows.stream()
                .map(StatefulRow::nextTransitionAt)
                .filter(at -> at != null && at.isBefore(now))
                .findFirst();
        advance(type, rows, now);
        return new Result(
                rows.size(), latest.map(at -> Duration.between(at, now)).orElse(Duration.ZERO));
    }

    @Transactional
    public void advance(LifecycleType type, Timeline timeline, long uid) {
        advance(type, lock(type, "uid = ?1", 1, false, uid), timeline.now());
    }

    @SuppressWarnings("unchecked") // a native query for one column has no typed form
    public List<Long> uids(LifecycleType type, Timeline timeline, int limit) {
        return entities.createNativeQuery(
                        "select uid from " + type.table() + " where " + DUE + IN_ORDER + limit, Long.class)
                .setParameter(1, timeline.now())
                .setParameter(2, timeline.name())
                .getResultList();
    }

    /** Postpones a row. The planned time stays, so that a later success records the transition at the time that was planned. */
    @Transactional
    public void putOff(LifecycleType type, Timeline timeline, long uid, Duration by) {
        entities.createNativeQuery("update " + type.table()
                        + " set put_off_until = ?1 where uid = ?2 and next_transition_at <= ?3")
                .setParameter(1, Timestamps.nearest(timeline.now().plus(by)))
                .setParameter(2, uid)
                .setParameter(3, timeline.now())
                .executeUpdate();
    }

    /** Makes the rows of an account follow the account's own clock. */
    @Transactional
    public void adopt(LifecycleType type, String account) {
        entities.createNativeQuery("update " + type.table() + " set timeline = account_id where account_id = ?1"
                        + " and timeline <> account_id")
                .setParameter(1, account)
                .executeUpdate();
    }

    /** H2 locks all due rows before it applies the limit. Therefore the keys are selected first, and only these rows are locked. */
    private List<? extends StatefulRow<?>> due(LifecycleType type, Timeline timeline, int limit, boolean wait) {
        if (!database.isH2()) {
            return lock(type, DUE, limit, wait, timeline.now(), timeline.name());
        }
        var uids = uids(type, timeline, limit);
        return uids.isEmpty() ? List.of() : lock(type, "uid in (?1)", limit, wait, uids);
    }

    private List<? extends StatefulRow<?>> lock(
            LifecycleType type, String where, int limit, boolean wait, Object... parameters) {
        var query = entities.createNativeQuery(
                "select * from " + type.table() + " where " + where + IN_ORDER + limit + " for update"
                        + (wait ? "" : " skip locked"),
                type.rowType());
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        @SuppressWarnings("unchecked") // the query was made for this type
        var rows = (List<? extends StatefulRow<?>>) query.getResultList();
        return rows.stream().sorted(StatefulRow.IN_TURN).toList();
    }

    private void advance(LifecycleType type, List<? extends StatefulRow<?>> rows, Instant now) {
        var removed = new TreeMap<String, Integer>();
        lifecycle.advance(type, rows, now, row -> {
            entities.remove(row);
            removed.merge(row.account(), 1, Integer::sum);
        });
        if (!removed.isEmpty()) {
            entities.flush();
            removed.forEach((account, number) -> counts.add(type.collection(), account, -number));
        }
    }
}
