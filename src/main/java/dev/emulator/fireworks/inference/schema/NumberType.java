package dev.emulator.fireworks.inference.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A number.
 *
 * @param integral whether it has no fraction
 * @param isLong whether an integer can have 64 bits, and not only 32
 * @param isLimit whether the maximum is checked at all levels, because it limits the work of the emulator
 */
record NumberType(
        boolean integral,
        boolean isLong,
        boolean isLimit,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum) implements ValueType {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A longer text is not parsed. */
    private static final int MOST_DIGITS = 300;

    static NumberType of(JsonNode schema) {
        return new NumberType(
                schema.path("type").asString("").equals("integer"),
                schema.path("format").asString("").equals("int64"),
                schema.path("limit").asBoolean(false),
                limit(schema.path("minimum")),
                limit(schema.path("maximum")));
    }

    private static @Nullable BigDecimal limit(JsonNode value) {
        return value.isNumber() ? value.decimalValue() : null;
    }

    @Override
    public String label() {
        return integral ? "int" : "float";
    }

    @Override
    public JsonNode check(JsonNode value, Path path, Mode mode, Errors errors) {
        var kind = integral ? "integer" : "number";
        var exact = integral ? value.isIntegralNumber() : value.isNumber();
        var number = number(value);
        if (number == null || !exact && !mode.converts()) {
            var reason =
                    value.isString() ? ", unable to parse string as " + (integral ? "an integer" : "a number") : "";
            errors.add("Input should be a valid " + kind + reason, path, value);
            return value;
        }
        if (integral && number.stripTrailingZeros().scale() > 0) {
            errors.add("Input should be a valid integer, got a number with a fractional part", path, value);
            return value;
        }
        if (mode.schema() && minimum != null && number.compareTo(minimum) < 0) {
            errors.add("Input should be greater than or equal to " + minimum.toPlainString(), path, value);
        } else if ((mode.schema() || isLimit) && maximum != null && number.compareTo(maximum) > 0) {
            errors.add("Input should be less than or equal to " + maximum.toPlainString(), path, value);
        }
        if (exact && (!integral || value.isInt())) {
            return value;
        }
        return integral ? integer(number.toBigInteger()) : NODES.numberNode(number.doubleValue());
    }

    private @Nullable BigDecimal number(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (!value.isString() || value.stringValue().length() > MOST_DIGITS) {
            return null;
        }
        return parse(value.stringValue().strip());
    }

    /** A text with an exponent is no integer, and a huge exponent would need much memory. */
    private @Nullable BigDecimal parse(String text) {
        try {
            var isInteger = text.matches("[-+]?\\d+(\\.0*)?");
            if (integral && !isInteger) {
                return null;
            }
            return isInteger ? new BigDecimal(text) : BigDecimal.valueOf(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Limits an integer to what Java's types can hold. */
    private JsonNode integer(BigInteger number) {
        var limit = BigInteger.ONE.shiftLeft(isLong ? Long.SIZE - 1 : Integer.SIZE - 1);
        var limited = number.max(limit.negate()).min(limit.subtract(BigInteger.ONE));
        return isLong ? NODES.numberNode(limited.longValueExact()) : NODES.numberNode(limited.intValueExact());
    }
}
