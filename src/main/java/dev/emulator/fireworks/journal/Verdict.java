package dev.emulator.fireworks.journal;

/** What the evidence says. It is unknown whenever evidence that has been given up could have said otherwise. */
public enum Verdict {
    UNKNOWN,
    PASS,
    FAIL;

    /** That of two findings that both have to pass. */
    Verdict and(Verdict other) {
        return this == FAIL || other == FAIL ? FAIL : this == UNKNOWN || other == UNKNOWN ? UNKNOWN : PASS;
    }
}
