package dev.emulator.fireworks.inference.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.TwoReplicas;
import org.junit.jupiter.api.Test;

/** Two emulators on one PostgreSQL add to the same ledger. */
class ReplicatedUsageTests extends TwoReplicas {

    @Test
    void theRequestsToBothAreSummed() {
        var here = UsageClient.of(first, "summed");
        var there = UsageClient.of(second, "summed");
        here.chat(2);
        there.chat(3);
        assertThat(here.calls()).isGreaterThanOrEqualTo(2);
        assertThat(there.calls()).isEqualTo(5);
        assertThat(here.calls()).isEqualTo(5);
    }
}
