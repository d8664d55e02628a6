package dev.emulator.fireworks;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the journal.
 *
 * @param enabled whether requests are noted at all
 * @param entries how many are kept, of all accounts together
 * @param size how much of the heap they may take
 * @param body how much of a body is kept; what is more is left out and said to be
 */
public record JournalProperties(
        @DefaultValue("true") boolean enabled,
        @Min(1) @Max(10_000_000) @DefaultValue("20000") int entries,
        @NotNull @DefaultValue("32MB") DataSize size,
        @NotNull @DefaultValue("32KB") DataSize body) {}
