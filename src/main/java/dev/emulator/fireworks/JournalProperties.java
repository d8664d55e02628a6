package dev.emulator.fireworks;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the journal.
 *
 * @param enabled whether requests are recorded
 * @param entries maximum number of recorded requests in all accounts together
 * @param size maximum memory for recorded requests
 * @param body maximum recorded size of a body; longer bodies are truncated and marked as such
 */
public record JournalProperties(
        @DefaultValue("true") boolean enabled,
        @Min(1) @Max(10_000_000) @DefaultValue("20000") int entries,
        @NotNull @DefaultValue("32MB") DataSize size,
        @NotNull @DefaultValue("32KB") DataSize body) {}
