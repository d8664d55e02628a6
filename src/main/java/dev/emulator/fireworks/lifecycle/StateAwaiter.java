package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.events.Event;
import dev.emulator.fireworks.events.Events;
import dev.emulator.fireworks.lifecycle.LifecycleService.Found;
import dev.emulator.fireworks.longpoll.ConcurrencyLimit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Waits until a resource reaches a state, so that tests need not sleep. */
@Component
public class StateAwaiter {

    private final ConcurrencyLimit limit = new ConcurrencyLimit(96, 64, "requests are already waiting for resources");
    private final LifecycleService resources;
    private final Transitions transitions;
    private final ClockService moves;
    private final Events events;

    StateAwaiter(LifecycleService resources, Transitions transitions, ClockService moves, Events events) {
        this.resources = resources;
        this.transitions = transitions;
        this.moves = moves;
        this.events = events;
    }

    /**
     * Waits until a resource has reached a state, can no longer reach it, or the timeout expires.
     *
     * @param state empty for any terminal state
     * @param timeout in real time, as in the request; empty for the default
     * @param isWanted whether the client still waits for the response
     * @param advance whether to advance the account's clock from one transition to the next instead of waiting
     * @return whether the resource is or was in the state
     */
    public boolean until(
            ResourceName resource, String state, String timeout, BooleanSupplier isWanted, boolean advance) {
        var patience = Durations.timeout(timeout);
        var account = resource.account();
        var name = resources.require(resource).name().toString();
        if (advance) {
            while (verdict(resource, state).isEmpty()
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
                                    || verdict(resource, state).isPresent()));
        }
        return verdict(resource, state).orElse(false);
    }

    /** Empty while the resource can still reach the state. */
    private Optional<Boolean> verdict(ResourceName resource, String state) {
        var found = resources.require(resource);
        if (state.isEmpty() ? found.terminalOrResting() : isOrWas(found, state)) {
            return Optional.of(true);
        }
        return found.ended() ? Optional.of(false) : Optional.empty();
    }

    private boolean isOrWas(Found found, String state) {
        return found.state().equals(state)
                || transitions.of(found.uid()).stream()
                        .anyMatch(change -> change.fromState().equals(state)
                                || change.toState().equals(state));
    }
}
