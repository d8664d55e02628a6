package dev.emulator.fireworks.chance;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Durations;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A distribution of random durations. Exactly one field must be set.
 *
 * @param uniform all durations between two limits are equally likely
 * @param logNormal most durations are near the median and a few are much longer, as with networks
 */
public record Distribution(
        @Nullable Uniform uniform, @Nullable LogNormal logNormal) {

    /** All durations between {@code min} and {@code max} are equally likely. */
    public record Uniform(String min, String max) {}

    /**
     * Most durations are near the median, and a few are much longer.
     *
     * @param sigma standard deviation of the logarithm, such as 0.5
     * @param max longer durations are reduced to this; empty for no limit
     */
    public record LogNormal(String median, double sigma, String max) {}

    /**
     * Draws a duration.
     *
     * @param field the request field that contains the distribution, for error messages
     */
    public Duration draw(String field, RandomGenerator random) {
        if (uniform != null && logNormal == null) {
            var min = Durations.parse(field + ".uniform.min", uniform.min());
            var max = Durations.parse(field + ".uniform.max", uniform.max());
            if (max.compareTo(min) < 0) {
                throw ApiException.invalidArgument(field + ".uniform.max", field + ": max must not be below min");
            }
            return min.plusNanos((long) (max.minus(min).toNanos() * random.nextDouble()));
        }
        if (logNormal != null && uniform == null) {
            return draw(field + ".log_normal", logNormal, random);
        }
        throw ApiException.invalidArgument(field, field + ": one of uniform or log_normal must be given");
    }

    /** The longest possible duration of a valid distribution. */
    public Duration longest() {
        var max = uniform != null ? uniform.max() : logNormal == null ? "" : logNormal.max();
        return max.isEmpty() ? Durations.LONGEST : Durations.parse("max", max);
    }

    private static Duration draw(String field, LogNormal shape, RandomGenerator random) {
        var median = Durations.parse(field + ".median", shape.median());
        var max = shape.max().isEmpty() ? Durations.LONGEST : Durations.parse(field + ".max", shape.max());
        if (!(shape.sigma() >= 0 && shape.sigma() <= 10)) {
            throw ApiException.invalidArgument(field + ".sigma", field + ": sigma must be 0 to 10");
        }
        var drawn = median.toNanos() * StrictMath.exp(shape.sigma() * random.nextGaussian());
        return drawn >= max.toNanos() ? max : Duration.ofNanos((long) drawn);
    }
}
