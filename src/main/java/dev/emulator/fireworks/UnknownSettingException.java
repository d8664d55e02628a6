package dev.emulator.fireworks;

/** An unknown argument or environment variable, which stops the start. */
public final class UnknownSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean isArgument;

    UnknownSettingException(String message, boolean isArgument) {
        super(message, null, false, false);
        this.isArgument = isArgument;
    }

    /** Returns the reason in one sentence, with the most similar name if there is one. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** Returns 2 for an unknown argument, and 1 for an unknown environment variable. */
    public int exitCode() {
        return isArgument ? 2 : 1;
    }
}
