package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.text.Globs;

/**
 * Which calls a fault is for: those that fit everything that is set.
 *
 * @param method such as {@code GET}
 * @param path the path as the client spells it, without the query; {@code *} stands for anything
 * @param operation the vendor's name for the call, such as {@code GetSupervisedFineTuningJob}, or {@code GetObject} and {@code PutObject} for
 *     signed addresses
 */
public record FaultMatch(String method, String path, String operation) {

    /** Every call of the account. */
    public static final FaultMatch ANY = new FaultMatch("", "", "");

    public static FaultMatch operation(String operation) {
        return new FaultMatch("", "", operation);
    }

    boolean fits(Call call) {
        return (method.isEmpty() || method.equals(call.method()))
                && Globs.matches(path, call.path())
                && (operation.isEmpty() || operation.equals(call.operation()));
    }
}
