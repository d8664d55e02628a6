package dev.emulator.fireworks.audit;

import dev.emulator.fireworks.journal.Verdict;
import java.util.List;

/**
 * The result of checking how a resource was polled.
 *
 * @param violations a sentence for each limit that was exceeded
 */
public record PollingVerdict(Verdict verdict, List<String> violations, PollingReport report) {}
