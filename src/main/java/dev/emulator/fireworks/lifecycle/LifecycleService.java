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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds resources with states of any type, and changes their plans. */
@Service
public class LifecycleService {

    private final LifecycleTypes types;
    private final Lifecycle lifecycle;
    private final EntityManager entities;
    private final AccountClocks clocks;
    private final Transitions transitions;
    private final ResourceCounts counts;
    private final List<RewindListener> rewindListeners;

    LifecycleService(
            LifecycleTypes types,
            Lifecycle lifecycle,
            EntityManager entities,
            AccountClocks clocks,
            Transitions transitions,
            ResourceCounts counts,
            List<RewindListener> rewindListeners) {
        this.types = types;
        this.lifecycle = lifecycle;
        this.entities = entities;
        this.clocks = clocks;
        this.transitions = transitions;
        this.counts = counts;
        this.rewindListeners = List.copyOf(rewindListeners);
    }

    /**
     * The current state of a resource.
     *
     * @param uid distinguishes the resource from earlier ones with the same name
     * @param resting whether resources usually stay in the state for days, although another state is planned
     * @param stage index of the current stage, from 0
     * @param planned time of the next transition; unset if there is none
     * @param following the state after the next transition; empty if the resource stays or is deleted
     */
    public record Found(
            long uid,
            ResourceName name,
            String state,
            Status status,
            boolean ended,
            boolean resting,
            boolean terminalOrResting,
            Instant createTime,
            Plan plan,
            int stage,
            Instant enteredAt,
            @Nullable Instant planned,
            String following) {

        /** The time of the next transition; empty if the resource stays in its state. */
        Optional<Instant> next() {
            return resting ? Optional.empty() : Optional.ofNullable(planned);
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
     * Lists the oldest resources of an account, oldest first.
     *
     * @param collection empty for all
     * @param limit maximum number
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

    /** Changes the plan of a resource that has not ended. If the new plan has the current state, it continues from there. */
    @Transactional
    public Found replan(ResourceName name, Plan plan) {
        var type = types.require(name.collection());
        var row = lockOpen(type, name);
        lifecycle.apply(row, open -> open.adopt(type.completion().apply(open, plan), now(name)));
        return found(type, row);
    }

    /** Moves a resource that has not ended to a state. If its plan has that state, the plan continues there; otherwise the state holds. */
    @Transactional
    public Found move(ResourceName name, Plan.Stage to) {
        var type = types.require(name.collection());
        var row = lockOpen(type, name);
        var plan = row.position().plan();
        var there = plan.indexOf(to.state());
        var next = there < 0 || type.stateModel().isTerminal(to.state())
                ? Plan.of("moved by request", to).because("moved by request")
                : plan.from(there);
        lifecycle.apply(row, open -> open.follow(type.completion().apply(open, next), now(name)));
        return found(type, row);
    }

    /** Reverts all transitions of an account after a time. Resources that were created later are removed; deleted ones stay deleted. */
    @Transactional
    public void rewind(String account, Instant to) {
        for (var type : types.all()) {
            var gone = 0;
            for (var row : rows(type, "account_id = ?1 for update", account).toList()) {
                if (row.createTime().isAfter(to)) {
                    transitions.revert(row.uid(), to);
                    entities.remove(row);
                    gone++;
                } else {
                    transitions.revert(row.uid(), to).forEach(row::revert);
                }
            }
            entities.flush();
            if (gone > 0) {
                counts.add(type.collection(), account, -gone);
            }
        }
        rewindListeners.forEach(listener -> listener.onRewound(account, to));
    }

    /** Time of the next planned transition of an account, or of the last one. The last one leaves out resources that rest. */
    Optional<Instant> planned(String account, boolean last) {
        var function = last ? "max" : "min";
        // There is an index on the timeline, which finds the rows of an account with its own clock.
        var column = clocks.timeline(account).isEmpty() ? "account_id" : "timeline";
        return types.all().stream()
                .map(type -> (Instant) entities.createNativeQuery(
                                "select " + function + "(next_transition_at) from " + type.table() + " where " + column
                                        + " = ?1 and next_transition_at is not null" + (last ? awake(type) : ""),
                                Instant.class)
                        .setParameter(1, account)
                        .getSingleResult())
                .filter(Objects::nonNull)
                .min(last ? Comparator.reverseOrder() : Comparator.naturalOrder());
    }

    /** A condition for the resources of a type that do not rest. */
    private static String awake(LifecycleType type) {
        var resting = type.stateModel().states().stream()
                .filter(type.stateModel()::isResting)
                .map(state -> "'" + state + "'")
                .collect(Collectors.joining(", "));
        return resting.isEmpty() ? "" : " and state not in (" + resting + ")";
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
                row.uid(),
                row.name(),
                row.state(),
                row.status(),
                type.stateModel().isTerminal(row.state()),
                type.stateModel().isResting(row.state()),
                type.stateModel().isTerminalOrResting(row.state()),
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
