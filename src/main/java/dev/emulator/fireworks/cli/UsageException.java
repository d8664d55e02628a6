package dev.emulator.fireworks.cli;

/** Ends a command with exit code 2: what was typed makes no sense. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message, null, false, false);
    }
}
