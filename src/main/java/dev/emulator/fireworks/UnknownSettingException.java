package dev.emulator.fireworks;

/** Refuses a start whose command line or environment has something that is no setting. */
public final class UnknownSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean isArgument;

    UnknownSettingException(String message, boolean isArgument) {
        super(message, null, false, false);
        this.isArgument = isArgument;
    }

    /** In one sentence, with the nearest name if there is one. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** 2 for a command line that makes no sense, 1 for an environment that does not. */
    public int exitCode() {
        return isArgument ? 2 : 1;
    }
}
