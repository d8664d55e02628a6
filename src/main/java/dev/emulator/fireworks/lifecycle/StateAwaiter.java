package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.events.Event;
import dev.emulator.fireworks.events.Events;
import dev.emulator.fireworks.lifecycle.LifecycleService.Found;
import dev.emulator.fireworks.longpoll.ConcurrencyLimit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Waits for jobs, so that nobody has to sleep. */
@Component
public class StateAwaiter {

    private final ConcurrencyLimit limit = new ConcurrencyLimit(96, 64, "calls are waiting for jobs already");
    private final LifecycleService jobs;
    private final Transitions transitions;
    private final ClockService moves;
    private final Events events;

    StateAwaiter(LifecycleService jobs, Transitions transitions, ClockService moves, Events events) {
        this.jobs = jobs;
        this.transitions = transitions;
        this.moves = moves;
        this.events = events;
    }

    /**
     * Waits until a job has come to a state, or cannot any more, or time is up.
     *
     * @param state empty for any end
     * @param timeout in real time, as it was given; empty for the usual
     * @param isWanted whether anybody still waits for the answer
     * @param advance whether to move the account's clock instead, from one event to the next until nothing more is planned
     * @return whether it is in the state, or has been
     */
    public boolean until(
            String account, String id, String state, String timeout, BooleanSupplier isWanted, boolean advance) {
        var patience = Durations.timeout(timeout);
        var name = jobs.require(account, id).name().toString();
        if (advance) {
            while (verdict(account, id, state).isEmpty()
                    && moves.advanceToNextEvent(account, "").happened()) {
                // the condition does the work
            }
        } else {
            limit.run(
                    account,
                    () -> events.await(
                            event -> event.type() == Event.Type.WORLD
                                    || event.resource().equals(name),
                            patience,
                            () -> !isWanted.getAsBoolean()
                                    || verdict(account, id, state).isPresent()));
        }
        return verdict(account, id, state).orElse(false);
    }

    /** Empty while both is possible. */
    private Optional<Boolean> verdict(String account, String id, String state) {
        var job = jobs.require(account, id);
        if (state.isEmpty() ? job.ended() : isOrWas(job, state)) {
            return Optional.of(true);
        }
        return job.ended() ? Optional.of(false) : Optional.empty();
    }

    private boolean isOrWas(Found job, String state) {
        return job.state().equals(state)
                || transitions.of(job.uid()).stream()
                        .anyMatch(change -> change.fromState().equals(state)
                                || change.toState().equals(state));
    }
}
