package dev.emulator.fireworks.world;

/** What is wrong with a seed document, and on which of its lines. */
final class SeedMistake extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final String reason;

    SeedMistake(int line, String reason) {
        super("line " + line + ": " + reason, null, false, false);
        this.line = line;
        this.reason = reason;
    }

    int line() {
        return line;
    }

    String reason() {
        return reason;
    }
}
