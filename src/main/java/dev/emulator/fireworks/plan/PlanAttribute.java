package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Durations;
import java.util.List;
import java.util.Locale;

/**
 * A property that plans can set for resources of a certain type, besides their states.
 *
 * @param name the key in {@code attributes} of a plan
 * @param values the allowed values, in upper case; empty for a duration
 */
public record PlanAttribute(String name, List<String> values) {

    /** A property whose value is a duration, such as 5s or PT1H. */
    public static PlanAttribute duration(String name) {
        return new PlanAttribute(name, List.of());
    }

    /** The stored form of a value. */
    String parse(String field, String text) {
        if (values.isEmpty()) {
            return Durations.parse(field, text).toString();
        }
        var value = text.toUpperCase(Locale.ROOT);
        if (!values.contains(value)) {
            throw ApiException.invalidArgument(field, field + " must be one of " + String.join(", ", values));
        }
        return value;
    }
}
