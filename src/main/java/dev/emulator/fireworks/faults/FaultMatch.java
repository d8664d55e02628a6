package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.text.Globs;

/**
 * Selects the calls that a fault applies to. A call must match all fields that are set.
 *
 * @param method the HTTP method, such as {@code GET}
 * @param path the path as the client sends it, without the query; {@code *} matches any text
 * @param operation the vendor's operation name, such as {@code GetSupervisedFineTuningJob}; for signed URLs, {@code GetObject} or
 *     {@code PutObject}
 * @param model full or short name of the model or deployment in an inference request; {@code *} matches any text
 */
public record FaultMatch(String method, String path, String operation, String model) {

    /** Matches every call of the account. */
    public static final FaultMatch ANY = new FaultMatch("", "", "", "");

    public static FaultMatch operation(String operation) {
        return new FaultMatch("", "", operation, "");
    }

    boolean fits(Call call) {
        return (method.isEmpty() || method.equals(call.method()))
                && Globs.matches(path, call.path())
                && (operation.isEmpty() || operation.equals(call.operation()))
                && (model.isEmpty() || call.inference().modelNames().anyMatch(name -> Globs.matches(model, name)));
    }
}
