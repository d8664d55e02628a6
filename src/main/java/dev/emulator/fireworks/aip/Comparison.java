package dev.emulator.fireworks.aip;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Evaluates a restriction for the values at its path. */
final class Comparison {

    private Comparison() {}

    static boolean holds(Filter.Restriction restriction, List<JsonNode> values) {
        // "!=" is the negation of "=", also for unset fields.
        boolean opposite = restriction.op() == Operator.NOT_EQUALS;
        Operator op = opposite ? Operator.EQUALS : restriction.op();
        boolean holds = restriction.value() instanceof Literal.Null
                ? values.isEmpty()
                : values.stream().anyMatch(value -> holds(restriction, op, value));
        return holds != opposite;
    }

    private static boolean holds(Filter.Restriction restriction, Operator op, JsonNode value) {
        MessageSchema.Field field = restriction.path().leaf();
        if (restriction.value() instanceof Literal.Presence) {
            return isPresent(value, field);
        }
        if (restriction.value() instanceof Literal.Text text && op == Operator.HAS) {
            return has(value, text.value(), field.kind());
        }
        if (restriction.value() instanceof Literal.Text text && op == Operator.EQUALS) {
            return value.isString() && text.matches(value.stringValue());
        }
        TypedValue actual = TypedValue.read(value, field.kind());
        TypedValue wanted = typed(restriction.value());
        return actual != null && wanted != null && op.accepts(actual.compareTo(wanted));
    }

    private static boolean has(JsonNode value, String text, MessageSchema.Kind kind) {
        return switch (kind) {
            case STRING_MAP -> value.has(text);
            case STRING_LIST ->
                value.valueStream()
                        .anyMatch(element ->
                                element.isString() && element.stringValue().equals(text));
            default ->
                value.isString()
                        && value.stringValue().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
        };
    }

    private static boolean isPresent(JsonNode value, MessageSchema.Field field) {
        return switch (field.kind()) {
            case MESSAGE, TIMESTAMP, DURATION -> true;
            case STRING_LIST, MESSAGE_LIST, STRING_MAP -> !value.isEmpty();
            case STRING -> !value.asString("").isEmpty();
            case ENUM ->
                !value.asString("").isEmpty()
                        && (field.enumNames().isEmpty()
                                || !value.asString("").equals(field.enumNames().get(0)));
            case BOOL -> value.asBoolean(false);
            case INT32, INT64 -> !new TypedValue(0L).equals(TypedValue.read(value, field.kind()));
            case FLOAT -> !new TypedValue(0.0).equals(TypedValue.read(value, field.kind()));
        };
    }

    private static @Nullable TypedValue typed(Literal literal) {
        if (literal instanceof Literal.Text text) {
            return new TypedValue(text.value());
        } else if (literal instanceof Literal.EnumName name) {
            return new TypedValue(name.value());
        } else if (literal instanceof Literal.Int number) {
            return new TypedValue(number.value());
        } else if (literal instanceof Literal.Real number) {
            return new TypedValue(number.value());
        } else if (literal instanceof Literal.Bool bool) {
            return new TypedValue(bool.value());
        } else if (literal instanceof Literal.Time time) {
            return new TypedValue(time.value());
        } else if (literal instanceof Literal.Span span) {
            return new TypedValue(span.value());
        }
        return null;
    }
}
