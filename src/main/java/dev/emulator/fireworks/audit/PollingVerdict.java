package dev.emulator.fireworks.audit;

import dev.emulator.fireworks.journal.Verdict;
import java.util.List;

/**
 * Whether a job was polled as it should be.
 *
 * @param violations what was not as it should be, a sentence each
 */
public record PollingVerdict(Verdict verdict, List<String> violations, PollingReport report) {}
