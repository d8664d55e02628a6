package dev.emulator.fireworks.inference.usage;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.text.Globs;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Selects rows of the ledger. The names are globs. */
record UsageQuery(String model, String deployment, String operation, Instant from, Instant to) {

    /**
     * Parses query parameters.
     *
     * @param from a time in the format of RFC 3339; empty for any
     * @param to a time in the format of RFC 3339; empty for any
     * @throws ApiException INVALID_ARGUMENT for a malformed time
     */
    static UsageQuery of(String model, String deployment, String operation, String from, String to) {
        return new UsageQuery(
                model, deployment, operation, time("from", from, Instant.MIN), time("to", to, Instant.MAX));
    }

    boolean fits(HourlyUsage hour) {
        return Globs.matches(model, hour.model())
                && Globs.matches(deployment, hour.deployment())
                && Globs.matches(operation, hour.operation());
    }

    private static Instant time(String field, String text, Instant otherwise) {
        try {
            return text.isEmpty() ? otherwise : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ApiException.invalidArgument(
                    field, field + ": \"" + text + "\" is not a time such as 2026-10-10T16:10:52Z");
        }
    }
}
