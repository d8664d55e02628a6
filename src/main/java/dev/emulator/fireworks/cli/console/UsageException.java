package dev.emulator.fireworks.cli.console;

/** Ends a command with exit code 2, for an invalid command line. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message, null, false, false);
    }
}
