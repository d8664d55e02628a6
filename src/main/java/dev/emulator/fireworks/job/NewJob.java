package dev.emulator.fireworks.job;

import dev.emulator.fireworks.aip.ResourceName;
import java.time.Instant;

/**
 * The output-only fields of a new job.
 *
 * @param createdBy the email of the developer
 * @param createTime by the account's clock
 * @param timeline the clock that its transitions follow
 */
public record NewJob(ResourceName name, String createdBy, Instant createTime, String timeline) {}
