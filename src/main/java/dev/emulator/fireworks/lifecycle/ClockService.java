package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.aip.Timestamps;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.clock.ClockState;
import dev.emulator.fireworks.clock.ClockState.AdvanceRequest;
import dev.emulator.fireworks.clock.Timeline;
import dev.emulator.fireworks.events.Event;
import dev.emulator.fireworks.events.Events;
import dev.emulator.fireworks.lifecycle.Transitions.Change;
import dev.emulator.fireworks.store.AccountLock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Freezes, scales and advances the clocks of accounts. An advance applies all transitions that become due, in order, before it returns.
 * Time never goes back. A clock is deleted with its account.
 */
@Component
public class ClockService {

    private final AccountClocks clocks;
    private final Clock machine;
    private final Engine engine;
    private final DueTransitions due;
    private final LifecycleTypes types;
    private final LifecycleService resources;
    private final Transitions transitions;
    private final AccountLock lock;
    private final TransactionOperations transaction;
    private final Events events;

    ClockService(
            AccountClocks clocks,
            Clock machine,
            Engine engine,
            DueTransitions due,
            LifecycleTypes types,
            LifecycleService resources,
            Transitions transitions,
            AccountLock lock,
            TransactionOperations transaction,
            Events events) {
        this.clocks = clocks;
        this.machine = machine;
        this.engine = engine;
        this.due = due;
        this.types = types;
        this.resources = resources;
        this.transitions = transitions;
        this.lock = lock;
        this.transaction = transaction;
        this.events = events;
    }

    /**
     * The time and state of a clock.
     *
     * @param factor speed relative to the machine's clock; 0 while frozen
     * @param own whether the account has its own clock
     * @param next time of the next planned transition; unset if there is none
     */
    public record Reading(
            Instant now,
            double factor,
            boolean own,
            @Nullable Instant next) {}

    /**
     * The result of an advance.
     *
     * @param changes the transitions, in order of time
     */
    public record Advance(Reading reading, Instant from, Instant to, List<Change> changes) {

        boolean happened() {
            return !from.equals(to) || !changes.isEmpty();
        }
    }

    public Reading read(String account) {
        var state = clocks.states().get(account);
        return new Reading(
                state.now(machine.instant()),
                !state.isOwn() ? 1 : state.frozen() ? 0 : state.factor(),
                state.isOwn(),
                resources.planned(account, false).orElse(null));
    }

    /** Freezes the account's clock. Does nothing if it is frozen already. */
    public Reading freeze(String account) {
        return change(account, "frozen", (state, now) -> state.from(now, true, state.isOwn() ? state.factor() : 1));
    }

    /** Resumes a frozen clock from its current time, with its former speed. */
    public Reading resume(String account) {
        return change(
                account, "resumed", (state, now) -> state.isOwn() ? state.from(now, false, state.factor()) : state);
    }

    /** Sets the speed of the clock relative to the machine's: above 0, at most 1 000 000. A frozen clock is resumed. */
    public Reading scale(String account, double factor) {
        if (!(factor > 0 && factor <= AccountClocks.FASTEST)) {
            throw ApiException.invalidArgument("factor", "factor must be above 0 and at most 1000000");
        }
        return change(account, "scaled", (state, now) -> state.from(now, false, factor));
    }

    /** Gives a new account its own clock, frozen. Must be called in the transaction that creates the account. */
    public void begin(String account, Instant at) {
        Timestamps.require("time", at);
        clocks.states().change(account, state -> new ClockState(machine.instant(), at, 1, true, List.of()));
        types.all().forEach(type -> due.adopt(type, account));
    }

    /** Advances the clock by a duration. */
    public Advance advanceBy(String account, Duration by, String requestId) {
        Timestamps.plus("by", clocks.of(account).instant(), by);
        return move(account, requestId, now -> Optional.of(Timestamps.plus("by", now, by)), false);
    }

    /** Advances the clock to a time, which must not be past. */
    public Advance advanceTo(String account, Instant to, String requestId) {
        Timestamps.require("to", to);
        return move(account, requestId, now -> Optional.of(notBack(now, to)), false);
    }

    /** Advances the clock to the next planned transition. Without one, the clock stays as it is. */
    public Advance advanceToNextEvent(String account, String requestId) {
        return move(account, requestId, now -> resources.planned(account, false), false);
    }

    /** Advances the clock until no transition is planned. */
    public Advance advanceUntilIdle(String account, String requestId) {
        return move(account, requestId, now -> resources.planned(account, true), true);
    }

    /** Advances the clock until a resource has reached the last stage of its plan, or a stage that holds. */
    public Advance advanceUntilEnded(ResourceName resource, String requestId) {
        resources.require(resource);
        return move(
                resource.account(),
                requestId,
                now -> resources.find(resource).flatMap(LifecycleService.Found::next),
                true);
    }

    /** Returns the next time to advance to; empty to stop. */
    private interface Step {
        Optional<Instant> next(Instant now);
    }

    private Advance move(String account, String requestId, Step step, boolean again) {
        takeOver(account);
        var known = clocks.states().get(account).move(requestId);
        if (known.isPresent()) {
            engine.catchUp(timeline(account));
            return report(account, known.get());
        }
        var from = timeline(account).now();
        var begun = !transitions.hasTransitionAt(account, from);
        engine.catchUp(new Timeline(account, from));
        var to = from;
        Optional<Instant> next;
        do {
            next = step.next(to);
            if (next.isPresent()) {
                to = goTo(account, next.get(), step, again ? null : new AdvanceRequest(requestId, from, from, begun));
                engine.catchUp(new Timeline(account, to));
            }
        } while (again && next.isPresent());
        var move = new AdvanceRequest(requestId, from, to, begun);
        if (again && !requestId.isEmpty()) {
            clocks.states().change(account, state -> state.withAdvance(move));
        }
        events.publish(to, account, Event.Type.CLOCK, "", Map.of("move", "advanced", "from", from.toString()));
        return report(account, move);
    }

    /** Concurrent advances of the same clock run one after the other, because the change of the state locks it. */
    private Instant goTo(String account, Instant proposed, Step step, @Nullable AdvanceRequest single) {
        var moved = clocks.states().change(account, state -> {
            var machineNow = machine.instant();
            var now = state.now(machineNow);
            var to = single == null ? proposed : step.next(now).orElse(now);
            var after = state.moved(machineNow, to.isBefore(now) ? now : to);
            return single == null || single.requestId().isEmpty()
                    ? after
                    : after.withAdvance(new AdvanceRequest(
                            single.requestId(),
                            single.from(),
                            Objects.requireNonNull(after.at()),
                            single.fromIncluded()));
        });
        return Objects.requireNonNull(moved.at());
    }

    private Advance report(String account, AdvanceRequest move) {
        var changes = transitions.between(
                account, move.fromIncluded() ? move.from().minusNanos(1000) : move.from(), move.to());
        return new Advance(read(account), move.from(), move.to(), changes);
    }

    /** Gives the account its own clock, if it has none. */
    private void takeOver(String account) {
        if (clocks.timeline(account).isEmpty()) {
            change(account, "taken over", (state, now) -> state.from(now, false, 1));
        }
    }

    /** Waits for creates in progress, so that resources that were created with the former clock are moved to the new one. */
    private Reading change(String account, String how, BiFunction<ClockState, Instant, ClockState> change) {
        transaction.executeWithoutResult(status -> {
            lock.clear(account);
            var changed = clocks.states().change(account, state -> change.apply(state, machine.instant()));
            if (changed.isOwn()) {
                types.all().forEach(type -> due.adopt(type, account));
            }
        });
        var reading = read(account);
        events.publish(reading.now(), account, Event.Type.CLOCK, "", Map.of("move", how));
        return reading;
    }

    private Timeline timeline(String account) {
        return new Timeline(account, clocks.states().get(account).now(machine.instant()));
    }

    private static Instant notBack(Instant now, Instant to) {
        if (to.isBefore(now)) {
            throw ApiException.failedPrecondition("time cannot go back from " + now + " to " + to);
        }
        return to;
    }
}
