package dev.emulator.fireworks.dataset;

/** How a job trains, which decides on what rows it can. */
public enum TrainingMethod {
    /** On conversations, or on prompts with their completions. */
    SUPERVISED,
    /** On pairs of answers to the same input, one of them the better one. */
    PREFERENCE
}
