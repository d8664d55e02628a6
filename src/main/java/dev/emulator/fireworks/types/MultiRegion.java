package dev.emulator.fireworks.types;

/** A group of regions. The numbers of the last two are inferred from their order. */
public enum MultiRegion {
    MULTI_REGION_UNSPECIFIED,
    GLOBAL,
    US,
    EUROPE,
    APAC
}
