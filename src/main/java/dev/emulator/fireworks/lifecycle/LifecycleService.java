package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.plan.Plan;
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

/** Finds resources with states, whatever their type, and makes them follow another plan. */
@Service
public class LifecycleService {

    private final LifecycleTypes types;
    private final Lifecycle lifecycle;
    private final EntityManager entities;
    private final AccountClocks clocks;
    private final Transitions transitions;
    private final ResourceCounts counts;

    LifecycleService(
            LifecycleTypes types,
            Lifecycle lifecycle,
            EntityManager entities,
            AccountClocks clocks,
            Transitions transitions,
            ResourceCounts counts) {
        this.types = types;
        this.lifecycle = lifecycle;
        this.entities = entities;
        this.clocks = clocks;
        this.transitions = transitions;
        this.counts = counts;
    }

    /**
     * A resource as it is now.
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

    /** @throws ApiException with NOT_FOUND for a collection whose resources have no states */
    @Transactional(readOnly = true)
    public Optional<Found> find(ResourceName name) {
        var type = types.require(name.collection());
        return row(type, name, "").map(row -> found(type, row));
    }

    @Transactional(readOnly = true)
    public Found require(ResourceName name) {
        return find(name).orElseThrow(ApiException::notFound);
    }

    /**
     * The oldest resources of an account, in the order of their creation.
     *
     * @param collection empty for all
     * @param limit how many at most
     */
    @Transactional(readOnly = true)
    public List<Found> list(String account, String collection, int limit) {
        var chosen = collection.isEmpty() ? types.all() : List.of(types.require("collection", collection));
        return chosen.stream()
                .flatMap(type -> rows(
                                type,
                                "account_id = ?1 order by account_id, create_time, resource_id limit " + limit,
                                account)
                        .map(row -> found(type, row)))
                .sorted(Comparator.comparing(Found::createTime))
                .limit(limit)
                .toList();
    }

    /** Lets one that has not ended follow another plan from now on, from the state on that it is in where the plan has that. */
    @Transactional
    public Found replan(ResourceName name, Plan plan) {
        var type = types.require(name.collection());
        var row = lockOpen(type, name);
        lifecycle.apply(row, open -> open.adopt(plan, now(name)));
        return found(type, row);
    }

    /** Moves one that has not ended to a state, now; where its plan has that state, it goes on from there, else it stays there. */
    @Transactional
    public Found move(ResourceName name, Plan.Stage to) {
        var type = types.require(name.collection());
        var row = lockOpen(type, name);
        var plan = row.position().plan();
        var there = plan.indexOf(to.state());
        var next = there < 0 || type.stateModel().isTerminal(to.state())
                ? Plan.of("moved by hand", to).because("moved by hand")
                : plan.from(there);
        lifecycle.apply(row, open -> open.follow(next, now(name)));
        return found(type, row);
    }

    /** Takes everything back that has happened in an account after a moment; what had been made later, or is gone, was never there. */
    @Transactional
    public void rewind(String account, Instant to) {
        for (var type : types.all()) {
            var gone = 0;
            for (var row : rows(type, "account_id = ?1 for update", account).toList()) {
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
                counts.add(type.collection(), account, -gone);
            }
        }
    }

    /** When the first transition is planned in an account, or the last as far as plans are known. */
    Optional<Instant> planned(String account, boolean last) {
        var function = last ? "max" : "min";
        // Rows that live by a clock of the account's own are found by an index.
        var column = clocks.timeline(account).isEmpty() ? "account_id" : "timeline";
        return types.all().stream()
                .map(type -> (Instant) entities.createNativeQuery(
                                "select " + function + "(next_transition_at) from " + type.table() + " where " + column
                                        + " = ?1 and next_transition_at is not null",
                                Instant.class)
                        .setParameter(1, account)
                        .getSingleResult())
                .filter(Objects::nonNull)
                .min(last ? Comparator.reverseOrder() : Comparator.naturalOrder());
    }

    private StatefulRow<?> lockOpen(LifecycleType type, ResourceName name) {
        var row = row(type, name, " for update").orElseThrow(ApiException::notFound);
        if (type.isClosed(row.state())) {
            throw ApiException.failedPrecondition("resource in state " + row.state() + " has ended");
        }
        return row;
    }

    private Instant now(ResourceName name) {
        return clocks.of(name.account()).instant();
    }

    private Optional<? extends StatefulRow<?>> row(LifecycleType type, ResourceName name, String lock) {
        return rows(type, "account_id = ?1 and resource_id = ?2" + lock, name.account(), name.id())
                .findFirst();
    }

    private Stream<? extends StatefulRow<?>> rows(LifecycleType type, String where, Object... parameters) {
        var query = entities.createNativeQuery("select * from " + type.table() + " where " + where, type.rowType());
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        @SuppressWarnings("unchecked") // the query was made for this type
        var rows = (List<? extends StatefulRow<?>>) query.getResultList();
        return rows.stream();
    }

    private static Found found(LifecycleType type, StatefulRow<?> row) {
        var position = row.position();
        var last = position.plan().isLast(position.stage());
        return new Found(
                row.key(),
                row.name(),
                row.state(),
                row.status(),
                type.stateModel().isTerminal(row.state()),
                row.createTime(),
                position.plan(),
                position.stage(),
                position.enteredAt(),
                position.next(),
                last || position.next() == null
                        ? ""
                        : position.plan().stage(position.stage() + 1).state());
    }
}
