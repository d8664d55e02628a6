package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.types.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Cost of a training run: tokens times the list price of the base model's size class. If the size of the model is unknown, it is taken from
 * the model's name; a model without a size in its name counts as small.
 */
public final class TrainingCost {

    /** Assumed number of tokens of an unknown dataset. */
    public static final long USUAL_TOKENS = 1_000_000;

    private static final long TOKENS_PER_PRICE = 1_000_000;

    private static final long DOLLAR = 1_000_000_000L;

    /** The number before a {@code b}, as in {@code qwen3-14b}. In {@code qwen3p5-397b-a17b}, the first one is the total size. */
    private static final Pattern BILLIONS = Pattern.compile("-(\\d+(?:p\\d+)?)b(?:-|$)");

    private TrainingCost() {}

    /**
     * @param parameters number of parameters of the base model; 0 if unknown
     * @param tokens number of tokens in each epoch
     */
    public static long dollarNanos(String baseModel, long parameters, int epochs, long tokens) {
        return BigInteger.valueOf(dollarNanosPerMillionTokens(billions(baseModel, parameters)))
                .multiply(BigInteger.valueOf(tokens))
                .divide(BigInteger.valueOf(TOKENS_PER_PRICE))
                .multiply(BigInteger.valueOf(Math.max(1, epochs)))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    public static Money money(long dollarNanos) {
        return Money.ofDollarNanos(dollarNanos);
    }

    private static BigDecimal billions(String baseModel, long parameters) {
        if (parameters > 0) {
            return BigDecimal.valueOf(parameters, 9);
        }
        var size = BILLIONS.matcher(baseModel.substring(baseModel.lastIndexOf('/') + 1));
        return size.find() ? new BigDecimal(size.group(1).replace('p', '.')) : BigDecimal.ONE;
    }

    private static long dollarNanosPerMillionTokens(BigDecimal billions) {
        if (billions.compareTo(BigDecimal.valueOf(16)) <= 0) {
            return DOLLAR / 2;
        }
        if (billions.compareTo(BigDecimal.valueOf(80)) <= 0) {
            return 3 * DOLLAR;
        }
        return billions.compareTo(BigDecimal.valueOf(300)) <= 0 ? 6 * DOLLAR : 10 * DOLLAR;
    }
}
