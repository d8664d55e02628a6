package dev.emulator.fireworks.faults;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.chance.CallTrigger;
import dev.emulator.fireworks.store.NamedEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fault that is injected into calls of an account.
 *
 * @param name {@code accounts/{account}/faults/{fault}}
 * @param createTime when the fault was created, by the account's clock
 * @param matched how many calls matched, whether or not the fault fired
 * @param fired on how many of them the fault fired
 */
public record Fault(
        String name,
        @Nullable Instant createTime,
        long matched,
        long fired,
        @JsonUnwrapped Spec spec) implements NamedEntry {

    /** The part of a fault that a test author writes. */
    public record Spec(
            FaultMatch match,
            CallTrigger when,
            @JsonUnwrapped FaultEffect effect) {}

    /** Returns a fault that can be added to an account. */
    public static Fault of(FaultMatch match, CallTrigger when, FaultEffect effect) {
        return new Fault("", null, 0, 0, new Spec(match, when, effect));
    }

    /** Returns whether a call counts as matching, which it does only within the fault's window of time. */
    boolean isFor(Call call, Instant now) {
        return spec.when().isOpen(now)
                && spec.match().fits(call)
                && spec.effect().concerns(call);
    }

    Fault made(String name, Instant now) {
        return new Fault(name, now, 0, 0, spec);
    }

    Fault counted(boolean fires) {
        return new Fault(name, createTime, matched + 1, fired + (fires ? 1 : 0), spec);
    }
}
