package dev.emulator.fireworks.types;

/** An amount of money, as in {@code google.type.Money}. */
public record Money(String currencyCode, long units, int nanos) {

    private static final long NANOS_PER_UNIT = 1_000_000_000L;

    /** @param nanos billionths of a US dollar */
    public static Money ofDollarNanos(long nanos) {
        return new Money("USD", nanos / NANOS_PER_UNIT, (int) (nanos % NANOS_PER_UNIT));
    }
}
