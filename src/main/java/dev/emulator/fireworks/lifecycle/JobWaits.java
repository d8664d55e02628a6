package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.events.Event;
import dev.emulator.fireworks.events.Events;
import dev.emulator.fireworks.lifecycle.LivingResources.Found;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Waits for jobs, so that nobody has to sleep. */
@Component
public class JobWaits {

    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final int MOST = 64;

    private final Semaphore free = new Semaphore(MOST);
    private final LivingResources jobs;
    private final Transitions transitions;
    private final ClockMoves moves;
    private final Events events;

    JobWaits(LivingResources jobs, Transitions transitions, ClockMoves moves, Events events) {
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
     * @param advance whether to move the account's clock instead, from one event to the next until nothing more is planned
     * @return whether it is in the state, or has been
     */
    public boolean until(String account, String id, String state, String timeout, boolean advance) {
        var patience = timeout.isEmpty() ? USUAL : Durations.parse("timeout", timeout);
        if (patience.compareTo(LONGEST) > 0) {
            throw ApiException.invalidArgument("timeout", "timeout must be at most 60s");
        }
        var name = jobs.require(account, id).name().toString();
        if (advance) {
            while (verdict(account, id, state).isEmpty()
                    && moves.advanceToNextEvent(account, "").happened()) {
                // the condition does the work
            }
        } else {
            events.await(
                    event ->
                            event.type() == Event.Type.WORLD || event.resource().equals(name),
                    patience,
                    () -> verdict(account, id, state).isPresent());
        }
        return verdict(account, id, state).orElse(false);
    }

    /** Each wait is on a thread of its own, so that there may be only so many. */
    private void await(String name, Duration patience, BooleanSupplier condition) {
        if (!free.tryAcquire()) {
            throw new ApiException(Code.RESOURCE_EXHAUSTED, MOST + " calls are waiting for jobs already");
        }
        try {
            events.await(
                    event ->
                            event.type() == Event.Type.WORLD || event.resource().equals(name),
                    patience,
                    condition);
        } finally {
            free.release();
        }
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
