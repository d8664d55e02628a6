package dev.emulator.fireworks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NearestMatchTests {

    private static final int CANDIDATES = 1000;

    @Test
    void aMisspellingIsUnderstood() {
        var names = List.of("dataset", "baseModel", "displayName");
        assertThat(NearestMatch.to("base_modle", names, name -> name)).contains("baseModel");
        assertThat(NearestMatch.to("quux", names, name -> name)).isEmpty();
    }

    /** What is compared with a candidate takes as many steps as the product of the lengths. */
    @Property(tries = 100)
    void theStepsDoNotGrowWithTheName(@ForAll @IntRange(min = 1, max = 1 << 20) int length) {
        var steps = new long[1];
        NearestMatch.to("a".repeat(length), Collections.nCopies(CANDIDATES, "a".repeat(60)), candidate -> {
            steps[0] += (long) candidate.length() * length;
            return candidate;
        });
        assertThat(steps[0]).isLessThanOrEqualTo(60L * CANDIDATES * NearestMatch.LONGEST);
    }
}
