package dev.emulator.fireworks.cli.doctor;

/**
 * A finding of the doctor.
 *
 * @param check the name of the check
 * @param message what was found
 * @param remedy how to fix it; empty for findings that are OK
 */
record Finding(String check, Level level, String message, String remedy) {

    /** The severity. Warnings do not prevent a start. */
    enum Level {
        OK,
        WARNING,
        PROBLEM
    }

    static Finding ok(String check, String message) {
        return new Finding(check, Level.OK, message, "");
    }

    static Finding warning(String check, String message, String remedy) {
        return new Finding(check, Level.WARNING, message, remedy);
    }

    static Finding problem(String check, String message, String remedy) {
        return new Finding(check, Level.PROBLEM, message, remedy);
    }
}
