package dev.emulator.fireworks.dataset;

/** The training method of a job, which determines the kind of rows that it needs. */
public enum TrainingMethod {
    /** On conversations, or on prompts with completions. */
    SUPERVISED,
    /** On pairs of a preferred and a non-preferred output for the same input. */
    PREFERENCE
}
