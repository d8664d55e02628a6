package dev.emulator.fireworks.journal;

/** The result of a check. It is UNKNOWN if requests that are missing from the journal could change it. */
public enum Verdict {
    UNKNOWN,
    PASS,
    FAIL;

    /** Combines two checks that must both pass. */
    Verdict and(Verdict other) {
        return this == FAIL || other == FAIL ? FAIL : this == UNKNOWN || other == UNKNOWN ? UNKNOWN : PASS;
    }
}
