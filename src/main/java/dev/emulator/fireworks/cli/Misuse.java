package dev.emulator.fireworks.cli;

/** Ends a command with exit code 2: what was typed makes no sense. */
final class Misuse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Misuse(String message) {
        super(message, null, false, false);
    }
}
