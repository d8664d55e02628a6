package dev.emulator.fireworks.inference;

import java.util.Locale;

/** The author of a turn. {@code developer} is read as system, and {@code function} as tool. */
public enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL;

    /** Returns the role's name in the API. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
