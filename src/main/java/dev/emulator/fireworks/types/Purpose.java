package dev.emulator.fireworks.types;

/** What capacity a job is scheduled on. */
public enum Purpose {
    PURPOSE_UNSPECIFIED,
    PURPOSE_PILOT
}
