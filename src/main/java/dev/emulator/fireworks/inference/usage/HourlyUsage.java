package dev.emulator.fireworks.inference.usage;

import java.time.Instant;

/**
 * The usage of a model within an hour.
 *
 * @param hour beginning of the hour, by the account's clock
 * @param deployment full name; empty on serverless
 * @param operation the vendor's operation name
 */
public record HourlyUsage(Instant hour, String model, String deployment, String operation, UsageSum sum) {}
