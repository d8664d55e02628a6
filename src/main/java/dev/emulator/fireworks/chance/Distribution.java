package dev.emulator.fireworks.chance;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Durations;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lengths of time that are drawn.
 *
 * @param uniform any between two is as likely
 * @param logNormal most are near the median and some are far longer, as with networks
 */
public record Distribution(
        @Nullable Uniform uniform, @Nullable LogNormal logNormal) {

    /** Any length between two is as likely. */
    public record Uniform(String min, String max) {}

    /**
     * Most lengths are near the median, and some are far longer.
     *
     * @param sigma how far they spread: the standard deviation of the logarithm, such as 0.5
     * @param max what is longer is cut down to this; empty for no limit
     */
    public record LogNormal(String median, double sigma, String max) {}

    /**
     * One of the lengths.
     *
     * @param field of the request that holds the distribution, for the refusal
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

    /** The longest of the lengths that can be drawn, for a distribution from which some can. */
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
