package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.aip.ApiException;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The expected number of requests.
 *
 * @param most null for no upper bound
 */
record CountBounds(long least, @Nullable Long most) {

    static CountBounds of(@Nullable Integer atLeast, @Nullable Integer atMost, @Nullable Integer exactly) {
        if (exactly == null && atLeast == null && atMost == null) {
            throw ApiException.invalidArgument("exactly", "one of atLeast, atMost and exactly is required");
        }
        if (exactly != null && (atLeast != null || atMost != null)) {
            throw ApiException.invalidArgument("exactly", "exactly excludes atLeast and atMost");
        }
        var least = Objects.requireNonNullElse(exactly == null ? atLeast : exactly, 0);
        var most = exactly == null ? atMost : exactly;
        if (least < 0 || most != null && most < least) {
            throw ApiException.invalidArgument(
                    "atLeast", "the bounds must be 0 or more, and atLeast no more than atMost");
        }
        return new CountBounds(least, most == null ? null : most.longValue());
    }

    /** Stands for an unknown number of missing requests. */
    static final long ANY_NUMBER = Long.MAX_VALUE / 2;

    /** @param missing how many more requests may have matched */
    Verdict judge(long count, long missing) {
        return atLeast(count, missing).and(atMost(count, missing));
    }

    private Verdict atLeast(long count, long missing) {
        return count >= least ? Verdict.PASS : count + missing >= least ? Verdict.UNKNOWN : Verdict.FAIL;
    }

    private Verdict atMost(long count, long missing) {
        if (most == null || count + missing <= most) {
            return Verdict.PASS;
        }
        return count > most ? Verdict.FAIL : Verdict.UNKNOWN;
    }

    @Override
    public String toString() {
        if (most != null && most == least) {
            return "exactly " + least;
        }
        var parts = new ArrayList<String>();
        if (least > 0 || most == null) {
            parts.add("at least " + least);
        }
        if (most != null) {
            parts.add("at most " + most);
        }
        return String.join(" and ", parts);
    }
}
