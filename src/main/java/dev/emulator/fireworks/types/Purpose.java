package dev.emulator.fireworks.types;

/** The capacity on which a job is scheduled. */
public enum Purpose {
    PURPOSE_UNSPECIFIED,
    PURPOSE_PILOT
}
