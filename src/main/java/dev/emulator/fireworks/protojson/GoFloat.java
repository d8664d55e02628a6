package dev.emulator.fireworks.protojson;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Formats floating-point numbers like Go in JSON: the shortest decimal that parses to the same number. */
final class GoFloat {

    private static final float MAX_EXACT_INT = 1 << 24;
    private static final double MAX_EXACT_LONG = 1L << 53;

    private GoFloat() {}

    static String format(float value) {
        if (value == (int) value && Math.abs(value) < MAX_EXACT_INT) {
            return whole((int) value, Float.floatToRawIntBits(value) < 0);
        }
        float magnitude = Math.abs(value);
        BigDecimal known = new BigDecimal(Float.toString(magnitude)).stripTrailingZeros();
        // No two decimals with up to six digits are the same float, so this is the shortest.
        boolean shortest = known.precision() <= 6 && magnitude >= Float.MIN_NORMAL;
        BigDecimal digits = shortest
                ? known
                : shortest(known, new BigDecimal(magnitude), decimal -> decimal.floatValue() == magnitude);
        return spell(value < 0, digits, magnitude < 1e-6f || magnitude >= 1e21f);
    }

    static String format(double value) {
        if (value == (long) value && Math.abs(value) < MAX_EXACT_LONG) {
            return whole((long) value, Double.doubleToRawLongBits(value) < 0);
        }
        double magnitude = Math.abs(value);
        BigDecimal known = new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
        boolean shortest = known.precision() <= 15 && magnitude >= Double.MIN_NORMAL;
        BigDecimal digits = shortest
                ? known
                : shortest(known, new BigDecimal(magnitude), decimal -> decimal.doubleValue() == magnitude);
        return spell(value < 0, digits, magnitude < 1e-6 || magnitude >= 1e21);
    }

    private static String whole(long value, boolean negative) {
        return value == 0 && negative ? "-0" : Long.toString(value);
    }

    // Float.toString and Double.toString of Java 17 can return a digit too many (JDK-4511638).
    private static BigDecimal shortest(BigDecimal known, BigDecimal exact, Predicate<BigDecimal> readsBack) {
        BigDecimal best = known;
        for (int precision = best.precision(); precision > 0; precision--) {
            BigDecimal candidate = nearest(exact, precision, readsBack);
            if (candidate == null) {
                return best.stripTrailingZeros();
            }
            best = candidate;
        }
        return best.stripTrailingZeros();
    }

    // Below a power of two, the distance between floats is smaller than above. So the nearer candidate need not be the
    // one
    // that parses to the same number.
    private static @Nullable BigDecimal nearest(BigDecimal exact, int precision, Predicate<BigDecimal> readsBack) {
        BigDecimal below = exact.round(new MathContext(precision, RoundingMode.FLOOR));
        BigDecimal above = exact.round(new MathContext(precision, RoundingMode.CEILING));
        boolean belowFits = readsBack.test(below);
        boolean aboveFits = readsBack.test(above);
        if (belowFits && aboveFits) {
            return exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
        }
        return belowFits ? below : aboveFits ? above : null;
    }

    private static String spell(boolean negative, BigDecimal digits, boolean scientific) {
        String sign = negative ? "-" : "";
        if (!scientific) {
            return sign + digits.toPlainString();
        }
        String unscaled = digits.unscaledValue().toString();
        int exponent = unscaled.length() - 1 - digits.scale();
        String fraction = unscaled.length() == 1 ? "" : "." + unscaled.substring(1);
        return sign + unscaled.charAt(0) + fraction + "e" + (exponent < 0 ? "" : "+") + exponent;
    }
}
