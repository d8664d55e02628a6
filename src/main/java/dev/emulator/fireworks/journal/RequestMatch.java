package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.protojson.MessageType;
import dev.emulator.fireworks.routes.InferenceRequest;
import dev.emulator.fireworks.routes.Routes;
import dev.emulator.fireworks.text.Globs;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Selects requests. A request must match all fields that are set. In globs, {@code *} matches any text. Values are compared with their
 * secrets masked, as the journal shows them.
 *
 * @param method the HTTP method, such as {@code GET}
 * @param operation the vendor's operation name, such as {@code GetSupervisedFineTuningJob}; a glob
 * @param path the path without the query; a glob
 * @param status an HTTP status, or a class such as {@code 4xx}
 * @param headers globs for the values of request headers, by name
 * @param bodyContains a text that the recorded part of the request's body contains
 * @param model the model of an inference request; a glob that must match the field {@code model}, the name of the model or of the
 *     deployment in it, or the id of one of them
 * @param userTextContains a text that the last text of the user in an inference request contains; the text of completions is their prompt,
 *     that of embeddings their input and that of rankings their query
 * @param fault the name of a fault that fired on the request; a glob, {@code *} for any fault
 * @param userAgent the User-Agent; a glob
 * @param after only requests with a larger number, for example the cursor of an earlier response
 * @param since only requests from this time on, by the account's clock
 * @param until only requests before this time, by the account's clock
 */
public record RequestMatch(
        String method,
        String operation,
        String path,
        String status,
        Map<String, String> headers,
        String bodyContains,
        String model,
        String userTextContains,
        String fault,
        String userAgent,
        long after,
        @Nullable Instant since,
        @Nullable Instant until) {

    private static final Pattern STATUS = Pattern.compile("[1-5](xx|[0-9]{2})");

    /** Matches every request. */
    public static final RequestMatch ANY = MessageType.unset(RequestMatch.class);

    /**
     * Parses query parameters.
     *
     * @param after a number; empty for 0
     * @param since a time in the format of RFC 3339; empty for any
     * @param until a time in the format of RFC 3339; empty for any
     * @throws ApiException INVALID_ARGUMENT for a malformed number or time
     */
    public static RequestMatch of(
            String method,
            String operation,
            String path,
            String status,
            String model,
            String userTextContains,
            String fault,
            String userAgent,
            String after,
            String since,
            String until) {
        return new RequestMatch(
                method,
                operation,
                path,
                status,
                Map.of(),
                "",
                model,
                userTextContains,
                fault,
                userAgent,
                number("after", after),
                time("since", since),
                time("until", until));
    }

    private static long number(String field, String text) {
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ApiException.invalidArgument(field, field + ": \"" + text + "\" is not a number");
        }
    }

    private static @Nullable Instant time(String field, String text) {
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ApiException.invalidArgument(
                    field, field + ": \"" + text + "\" is not a time such as 2026-10-10T16:10:52Z");
        }
    }

    /** Refuses criteria that no request can match. */
    RequestMatch checked(String prefix) {
        if (!status.isEmpty() && !STATUS.matcher(status).matches()) {
            throw ApiException.invalidArgument(
                    prefix + "status",
                    prefix + "status: \"" + status + "\" is neither an HTTP status nor a class such as 4xx");
        }
        if (!operation.isEmpty() && Routes.all().stream().noneMatch(route -> Globs.matches(operation, route.id()))) {
            throw ApiException.invalidArgument(
                    prefix + "operation",
                    prefix + "operation: the vendor's API has no operation \"" + operation + "\"");
        }
        if (after < 0) {
            throw ApiException.invalidArgument(prefix + "after", prefix + "after must not be negative");
        }
        return this;
    }

    boolean fits(Entry entry) {
        return entry.number() > after
                && (method.isEmpty() || method.equalsIgnoreCase(entry.method()))
                && fitsStatus(entry.status())
                && fitsTime(entry.time())
                && Globs.matches(path, path.isEmpty() ? "" : EntryView.path(entry))
                && Globs.matches(userAgent, userAgent.isEmpty() ? "" : EntryView.userAgent(entry))
                && (fault.isEmpty() || !entry.fault().isEmpty() && Globs.matches(fault, EntryView.fault(entry)))
                && Globs.matches(operation, operation.isEmpty() ? "" : entry.operation())
                && fitsHeaders(entry)
                && fitsInference(entry)
                && (bodyContains.isEmpty() || EntryView.requestText(entry).contains(bodyContains));
    }

    private boolean fitsInference(Entry entry) {
        return (model.isEmpty()
                        || new InferenceRequest(EntryView.model(entry), false, "")
                                .modelNames()
                                .anyMatch(name -> Globs.matches(model, name)))
                && (userTextContains.isEmpty() || EntryView.userText(entry).contains(userTextContains));
    }

    private boolean fitsStatus(int actual) {
        return status.isEmpty()
                || (status.endsWith("xx")
                        ? status.charAt(0) - '0' == actual / 100
                        : Integer.parseInt(status) == actual);
    }

    private boolean fitsTime(Instant time) {
        return (since == null || !time.isBefore(since)) && (until == null || time.isBefore(until));
    }

    private boolean fitsHeaders(Entry entry) {
        return headers.entrySet().stream()
                .allMatch(wanted -> EntryView.headers(entry.request()).stream()
                        .anyMatch(header -> header.name().equalsIgnoreCase(wanted.getKey())
                                && Globs.matches(wanted.getValue(), header.value())));
    }

    /** Returns a canonical text, to which page tokens are bound. */
    String text() {
        return String.join(
                "\n",
                method.toUpperCase(Locale.ROOT),
                operation,
                path,
                status,
                headers.toString(),
                bodyContains,
                model,
                userTextContains,
                fault,
                userAgent,
                Long.toString(after),
                String.valueOf(since),
                String.valueOf(until));
    }
}
