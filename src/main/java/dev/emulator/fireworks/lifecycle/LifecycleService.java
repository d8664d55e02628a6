package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.store.ResourceCounts;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks at whatever lives in an account, of whatever kind, and takes its fate into other hands. */
@Service
public class LifecycleService {

    private final List<LifecycleType> kinds;
    private final StateModel planKind;
    private final EntityManager entities;
    private final AccountClocks clocks;
    private final Transitions transitions;
    private final ResourceCounts counts;

    LifecycleService(
            List<LifecycleType> kinds,
            StateModel planKind,
            EntityManager entities,
            AccountClocks clocks,
            Transitions transitions,
            ResourceCounts counts) {
        this.kinds = kinds;
        this.planKind = planKind;
        this.entities = entities;
        this.clocks = clocks;
        this.transitions = transitions;
        this.counts = counts;
    }

    /**
     * Something that lives, as it is now.
     *
     * @param uid tells it from others that had its name
     * @param stage of the plan, counted from 0
     * @param planned when the next transition is; unset for none
     * @param following the state after that; empty where it goes away, or stays
     */
    public record Found(
            long uid,
            ResourceName name,
            String state,
            Status status,
            boolean ended,
            Instant createTime,
            Plan plan,
            int stage,
            Instant enteredAt,
            @Nullable Instant planned,
            String following) {

        Optional<Instant> next() {
            return Optional.ofNullable(planned);
        }
    }

    private record Row(LifecycleType kind, StatefulRow<?> row) {}

    /** The first of a name; kinds do not know each other, and could both have it. */
    @Transactional(readOnly = true)
    public Optional<Found> find(String account, String id) {
        return row(account, id, "").map(found -> found(found.row()));
    }

    @Transactional(readOnly = true)
    public Found require(String account, String id) {
        return find(account, id).orElseThrow(ApiException::notFound);
    }

    /** All there are in an account, the oldest first, up to a number. */
    @Transactional(readOnly = true)
    public List<Found> list(String account, int most) {
        return kinds.stream()
                .flatMap(kind -> rows(
                        kind, "account_id = ?1 order by account_id, create_time, resource_id limit " + most, account))
                .map(this::found)
                .sorted(Comparator.comparing(Found::createTime))
                .limit(most)
                .toList();
    }

    /** Lets one that has not ended follow another plan from now on, from the state on that it is in where the plan has that. */
    @Transactional
    public Found replan(String account, String id, Plan plan) {
        var found = lock(account, id);
        requireAlive(found.row());
        transitions.record(found.row().adopt(plan, clocks.of(account).instant()));
        found.kind().moved().onTransitions(List.of(found.row()));
        return found(found.row());
    }

    /** Moves one that has not ended to a state, now; where its plan has that state, it goes on from there, else it stays there. */
    @Transactional
    public Found move(String account, String id, Plan.Stage to) {
        var found = lock(account, id);
        var row = found.row();
        requireAlive(row);
        var plan = row.course().plan();
        var there = plan.indexOf(to.state());
        var next = there < 0 || planKind.isEnding(to.state())
                ? Plan.of("moved by hand", to).because("moved by hand")
                : plan.from(there);
        transitions.record(row.follow(next, clocks.of(account).instant()));
        found.kind().moved().onTransitions(List.of(row));
        return found(row);
    }

    /** Takes everything back that has happened in an account after a moment; what had been made later, or is gone, was never there. */
    @Transactional
    public void rewind(String account, Instant to) {
        for (var kind : kinds) {
            var gone = 0;
            for (var row : rows(kind, "account_id = ?1 for update", account).toList()) {
                if (row.createTime().isAfter(to)) {
                    transitions.takeBack(row.key(), to);
                    entities.remove(row);
                    gone++;
                } else {
                    transitions.takeBack(row.key(), to).forEach(row::takeBack);
                }
            }
            if (gone > 0) {
                entities.flush();
                counts.add(kind.collection(), account, -gone);
            }
        }
    }

    /** When the first transition is planned in an account, or the last as far as plans are known. */
    Optional<Instant> planned(String account, boolean last) {
        var function = last ? "max" : "min";
        // Rows that live by a clock of the account's own are found by an index.
        var column = clocks.timeline(account).isEmpty() ? "account_id" : "timeline";
        return kinds.stream()
                .map(kind -> (Instant) entities.createNativeQuery(
                                "select " + function + "(next_transition_at) from " + kind.table() + " where " + column
                                        + " = ?1 and next_transition_at is not null",
                                Instant.class)
                        .setParameter(1, account)
                        .getSingleResult())
                .filter(Objects::nonNull)
                .min(last ? Comparator.reverseOrder() : Comparator.naturalOrder());
    }

    private void requireAlive(StatefulRow<?> row) {
        if (planKind.isSettled(row.state())) {
            throw ApiException.failedPrecondition("job in state " + row.state() + " has ended");
        }
    }

    private Row lock(String account, String id) {
        return row(account, id, " for update").orElseThrow(ApiException::notFound);
    }

    private Optional<Row> row(String account, String id, String lock) {
        return kinds.stream()
                .flatMap(kind -> rows(kind, "account_id = ?1 and resource_id = ?2" + lock, account, id)
                        .map(row -> new Row(kind, row)))
                .findFirst();
    }

    private Stream<? extends StatefulRow<?>> rows(LifecycleType kind, String where, Object... parameters) {
        var query = entities.createNativeQuery("select * from " + kind.table() + " where " + where, kind.type());
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        @SuppressWarnings("unchecked") // the query was made for this type
        var rows = (List<? extends StatefulRow<?>>) query.getResultList();
        return rows.stream();
    }

    private Found found(StatefulRow<?> row) {
        var course = row.course();
        var last = course.plan().isLast(course.stage());
        return new Found(
                row.key(),
                row.name(),
                row.state(),
                row.status(),
                planKind.isEnding(row.state()),
                row.createTime(),
                course.plan(),
                course.stage(),
                course.enteredAt(),
                course.next(),
                last || course.next() == null
                        ? ""
                        : course.plan().stage(course.stage() + 1).state());
    }
}
