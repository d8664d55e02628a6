package dev.emulator.fireworks.inference.generation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Generates numbers. */
final class NumberInstances {

    private static final BigDecimal FOUR = BigDecimal.valueOf(4);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** The largest number of steps from a limit, if there is only one limit. */
    private static final BigDecimal SPAN = BigDecimal.valueOf(100);

    private NumberInstances() {}

    static JsonNode create(Conjunction schema, boolean integer, RandomGenerator random) {
        var min = schema.minimum();
        var max = schema.maximum();
        var divisor = divisor(schema, integer);
        var span = divisor == null ? SPAN : divisor.multiply(SPAN);
        var low = min != null ? min.value() : max != null ? max.value().subtract(span) : BigDecimal.ONE;
        var high = max != null ? max.value() : low.add(span);
        if (low.compareTo(high) > 0 && min == null) {
            low = high.subtract(span);
        }
        var number = divisor == null
                ? low.add(choose(BigDecimal.ZERO, high.subtract(low), step(low, high), min, max, random, schema))
                : choose(low, high, divisor, min, max, random, schema);
        if (min != null && !min.allowsAbove(number) || max != null && !max.allowsBelow(number)) {
            throw schema.unsatisfiable();
        }
        return node(number);
    }

    /** Returns the distance of the numbers that are generated. A quarter of the range is exact. */
    private static BigDecimal step(BigDecimal low, BigDecimal high) {
        var range = high.subtract(low);
        return range.compareTo(FOUR) >= 0 ? HALF : range.divide(FOUR);
    }

    /** Returns a multiple of a step within limits. */
    private static BigDecimal choose(
            BigDecimal low,
            BigDecimal high,
            BigDecimal step,
            Schemas.@Nullable Bound min,
            Schemas.@Nullable Bound max,
            RandomGenerator random,
            Conjunction schema) {
        if (step.signum() == 0) {
            return low;
        }
        var first = low.divide(step, 0, RoundingMode.CEILING).toBigInteger();
        var last = high.divide(step, 0, RoundingMode.FLOOR).toBigInteger();
        if (min != null && min.exclusive() && times(step, first).compareTo(low) == 0) {
            first = first.add(BigInteger.ONE);
        }
        if (max != null && max.exclusive() && times(step, last).compareTo(high) == 0) {
            last = last.subtract(BigInteger.ONE);
        }
        if (first.compareTo(last) > 0) {
            throw schema.unsatisfiable();
        }
        // Numbers near the lower limit are enough, and short.
        var choices = last.subtract(first).min(SPAN.toBigInteger()).intValue() + 1;
        return times(step, first.add(BigInteger.valueOf(random.nextInt(choices))));
    }

    private static BigDecimal times(BigDecimal step, BigInteger count) {
        return step.multiply(new BigDecimal(count));
    }

    /** Returns the number of which all values are multiples; null for any. */
    private static @Nullable BigDecimal divisor(Conjunction schema, boolean integer) {
        var divisor = integer ? BigDecimal.ONE : null;
        for (var next : schema.divisors()) {
            divisor = divisor == null ? next : commonMultiple(divisor, next);
        }
        return divisor;
    }

    private static BigDecimal commonMultiple(BigDecimal a, BigDecimal b) {
        var scale = Math.max(0, Math.max(a.scale(), b.scale()));
        var first = a.setScale(scale).unscaledValue();
        var second = b.setScale(scale).unscaledValue();
        return new BigDecimal(first.multiply(second).divide(first.gcd(second)), scale);
    }

    private static JsonNode node(BigDecimal number) {
        var plain = number.stripTrailingZeros();
        return plain.scale() <= 0
                ? JsonNodeFactory.instance.numberNode(plain.toBigIntegerExact())
                : JsonNodeFactory.instance.numberNode(plain);
    }
}
