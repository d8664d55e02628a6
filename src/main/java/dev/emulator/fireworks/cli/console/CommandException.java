package dev.emulator.fireworks.cli.console;

/** Ends a command with exit code 1 and an error message. */
public class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandException(String message) {
        super(message, null, false, false);
    }

    /** Returns the error message. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
