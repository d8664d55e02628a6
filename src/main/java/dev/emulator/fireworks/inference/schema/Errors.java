package dev.emulator.fireworks.inference.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The errors of a body. */
final class Errors {

    /** More errors are counted but not shown, to limit the size of the message. */
    private static final int MOST_SHOWN = 100;

    private final List<Violation> shown = new ArrayList<>();
    private int count;
    private @Nullable String separate;

    /**
     * An error.
     *
     * @param value the wrong value; null if the message does not contain it
     */
    record Violation(String message, String path, @Nullable JsonNode value) {

        private String text(boolean withValue) {
            var text = message + ", field: '" + path + "'";
            return withValue && value != null ? text + ", value: " + PythonText.of(value) : text;
        }
    }

    /** Adds an error. The service does not show values that are objects. */
    void add(String message, Path path, JsonNode value) {
        count++;
        if (shown.size() < MOST_SHOWN) {
            shown.add(new Violation(message, path.toString(), value.isObject() ? null : value));
        }
    }

    void addMissing(Path path) {
        count++;
        if (shown.size() < MOST_SHOWN) {
            shown.add(new Violation("Field required", path.toString(), null));
        }
    }

    void addAll(Errors others) {
        count += others.count;
        shown.addAll(others.shown.subList(0, Math.min(others.shown.size(), MOST_SHOWN - shown.size())));
        if (separate == null) {
            separate = others.separate;
        }
    }

    /** Reports errors of a part that the service validates after the rest of the body. */
    void addSeparately(String model, Errors errors) {
        var lines = errors.shown.stream()
                .map(error -> error.path() + "\n  " + error.message())
                .collect(Collectors.joining("\n"));
        separate = errors.count + (errors.count == 1 ? " validation error for " : " validation errors for ") + model
                + "\n" + lines;
    }

    boolean isEmpty() {
        return count == 0 && separate == null;
    }

    /** Returns the message of OpenAI's dialect, or a shorter one without values and count, as in Anthropic's dialect. */
    String message(boolean shorter) {
        if (count == 0) {
            return String.valueOf(separate);
        }
        var list = shown.stream().map(error -> error.text(!shorter)).collect(Collectors.joining("; "));
        return count == 1 || shorter ? list : count + " request validation errors: " + list;
    }
}
