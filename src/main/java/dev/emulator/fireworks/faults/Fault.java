package dev.emulator.fireworks.faults;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to go wrong with an account's calls.
 *
 * @param name {@code accounts/{account}/faults/{fault}}
 * @param createTime when it was made, by the account's clock
 * @param matched how many calls it was for, whether or not it was their turn
 * @param fired how many of them it struck
 */
public record Fault(
        String name,
        @Nullable Instant createTime,
        long matched,
        long fired,
        @JsonUnwrapped Spec spec) {

    /** What a test author says of a fault. */
    public record Spec(
            FaultMatch match, FaultWhen when, @JsonUnwrapped FaultEffect effect) {}

    /** A fault that is still to be given to an account. */
    public static Fault of(FaultMatch match, FaultWhen when, FaultEffect effect) {
        return new Fault("", null, 0, 0, new Spec(match, when, effect));
    }

    String id() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Whether a call is counted; calls outside its window of time are not. */
    boolean isFor(Call call, Instant now) {
        return spec.when().isOpen(now)
                && spec.match().fits(call)
                && spec.effect().concerns(call);
    }

    Fault made(String name, Instant now) {
        return new Fault(name, now, 0, 0, spec);
    }

    Fault counted(boolean struck) {
        return new Fault(name, createTime, matched + 1, fired + (struck ? 1 : 0), spec);
    }
}
