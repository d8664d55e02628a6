package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.aip.Timestamps;
import dev.emulator.fireworks.clock.Timeline;
import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.store.ResourceCounts;
import dev.emulator.fireworks.store.ResourceRepository;
import dev.emulator.fireworks.store.RowBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds rows with due transitions by an index and moves them, one batch for each transaction. Rows that are locked by another replica or by
 * a request are skipped, so each transition happens once.
 */
@Service
class DueTransitions {

    private final JdbcOperations jdbc;
    private final Database database;
    private final ResourceRepository repository;
    private final ResourceCounts counts;
    private final Lifecycle lifecycle;

    DueTransitions(
            JdbcOperations jdbc,
            Database database,
            ResourceRepository repository,
            ResourceCounts counts,
            Lifecycle lifecycle) {
        this.jdbc = jdbc;
        this.database = database;
        this.repository = repository;
        this.counts = counts;
        this.lifecycle = lifecycle;
    }

    /** Due, and not postponed after a failure. The order has the columns of the index first, because otherwise H2 would not use it. */
    private static final String DUE =
            "timeline = ? and next_transition_at <= ? and (put_off_until is null or put_off_until <= ?)";

    private static final String IN_ORDER = " order by timeline, next_transition_at limit ";

    /** By due time, then by age. Without the latter, the order of simultaneous transitions would depend on the database. */
    private static final Comparator<StatefulRow<?>> IN_TURN = Comparator.<StatefulRow<?>, Instant>comparing(
                    row -> Objects.requireNonNullElse(row.nextTransitionAt(), Instant.MAX))
            .thenComparing(StatefulRow::uid);

    /** @param earliest the earliest planned time of the transitions; unset if none was due */
    record Result(int rows, @Nullable Instant earliest) {}

    /** @param wait block on locked rows instead of skipping them */
    @Transactional
    public Result advance(LifecycleType type, Timeline timeline, int limit, boolean wait) {
        var now = timeline.now();
        var found = due(type, timeline, limit, wait);
        if (found.isEmpty()) {
            return new Result(0, null);
        }
        var batch = found.get();
        var rows = batch.rows().stream().sorted(IN_TURN).toList();
        var earliest = rows.isEmpty() ? null : rows.get(0).nextTransitionAt();
        advance(type, batch, rows, now);
        return new Result(rows.size(), earliest);
    }

    @Transactional
    public void advance(LifecycleType type, Timeline timeline, long uid) {
        var batch = repository.lockBatch(type.rowType(), "uid = ?", true, uid);
        advance(type, batch, batch.rows(), timeline.now());
    }

    public List<Long> uids(LifecycleType type, Timeline timeline, int limit) {
        return jdbc.queryForList(
                "select uid from " + type.table() + " where " + DUE + IN_ORDER + limit, Long.class, dueBy(timeline));
    }

    /** Postpones a row. The planned time stays, so that a later success records the transition at the time that was planned. */
    @Transactional
    public void putOff(LifecycleType type, Timeline timeline, long uid, Duration by) {
        jdbc.update(
                "update " + type.table() + " set put_off_until = ? where uid = ? and next_transition_at <= ?",
                Transitions.utc(Timestamps.nearest(timeline.now().plus(by))),
                uid,
                Transitions.utc(timeline.now()));
    }

    /** Makes the rows of an account follow the account's own clock. */
    @Transactional
    public void adopt(LifecycleType type, String account) {
        jdbc.update(
                "update " + type.table() + " set timeline = account_id where account_id = ? and timeline <> account_id",
                account);
    }

    /** H2 locks all due rows before it applies the limit. Therefore the keys are selected first, and only these rows are locked. */
    private Optional<RowBatch<? extends StatefulRow<?>>> due(
            LifecycleType type, Timeline timeline, int limit, boolean wait) {
        if (!database.isH2()) {
            return Optional.of(repository.lockBatch(type.rowType(), DUE + IN_ORDER + limit, !wait, dueBy(timeline)));
        }
        var uids = uids(type, timeline, limit);
        return uids.isEmpty()
                ? Optional.empty()
                : Optional.of(repository.lockBatch(
                        type.rowType(), "uid = any(?)", !wait, (Object) uids.toArray(Long[]::new)));
    }

    private void advance(LifecycleType type, RowBatch<?> batch, List<? extends StatefulRow<?>> rows, Instant now) {
        var removed = new TreeMap<String, Integer>();
        lifecycle.advance(type, rows, now, row -> {
            batch.remove(row);
            removed.merge(row.account(), 1, Integer::sum);
        });
        batch.save();
        removed.forEach((account, number) -> counts.add(type.collection(), account, -number));
    }

    private static Object[] dueBy(Timeline timeline) {
        var now = Transitions.utc(timeline.now());
        return new Object[] {timeline.name(), now, now};
    }
}
