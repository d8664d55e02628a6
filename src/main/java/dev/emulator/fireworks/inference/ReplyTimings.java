package dev.emulator.fireworks.inference;

/** The timing of replies that have none of their own. */
public interface ReplyTimings {

    /** Returns the timing of the model, or else of the account. */
    ReplyTiming of(Prompt prompt);
}
