package dev.emulator.fireworks.inference;

import java.util.Locale;

/** Why a reply ended. */
public enum FinishReason {
    STOP,
    LENGTH,
    TOOL_CALLS;

    /** Returns the name in chat completions. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
