package dev.emulator.fireworks.cli;

/** Ends a command with exit code 1 and these words. */
class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message, null, false, false);
    }

    /** What to tell. */
    String words() {
        return String.valueOf(getMessage());
    }
}
