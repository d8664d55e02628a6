package dev.emulator.fireworks.inference.usage;

import java.time.Instant;
import java.util.List;

/**
 * The usage of inference by an account.
 *
 * @param totals of all rows
 * @param rows one for each hour, model, deployment and operation, the oldest first
 */
record UsageReport(UsageTotals totals, List<UsageRow> rows) {

    private static final double NANOS_PER_DOLLAR = 1e9;

    /**
     * The usage of several requests.
     *
     * @param calls the number of requests that a model answered
     * @param promptTokens including the cached ones
     * @param dollars the simulated cost, of serverless only
     */
    record UsageTotals(
            long calls, long promptTokens, long cachedTokens, long completionTokens, long totalTokens, double dollars) {

        private static UsageTotals of(UsageSum sum) {
            return new UsageTotals(
                    sum.calls(),
                    sum.promptTokens(),
                    sum.cachedTokens(),
                    sum.completionTokens(),
                    sum.promptTokens() + sum.completionTokens(),
                    sum.costNanos() / NANOS_PER_DOLLAR);
        }
    }

    /**
     * The usage of a model within an hour.
     *
     * @param hour the beginning of the hour, by the account's clock
     * @param model the full name of the model
     * @param deployment the full name of the deployment; empty on serverless
     * @param operation the vendor's operation name
     */
    record UsageRow(Instant hour, String model, String deployment, String operation, UsageTotals usage) {

        private static UsageRow of(HourlyUsage hourly) {
            return new UsageRow(
                    hourly.hour(),
                    hourly.model(),
                    hourly.deployment(),
                    hourly.operation(),
                    UsageTotals.of(hourly.sum()));
        }
    }

    static UsageReport of(List<HourlyUsage> hours) {
        var sum = hours.stream().map(HourlyUsage::sum).reduce(UsageSum.NONE, UsageSum::plus);
        return new UsageReport(
                UsageTotals.of(sum), hours.stream().map(UsageRow::of).toList());
    }
}
