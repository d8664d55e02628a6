package dev.emulator.fireworks.cli.doctor;

/**
 * What one check of the doctor's came to.
 *
 * @param check what was looked at
 * @param message what was found
 * @param remedy what to do about it; empty where there is nothing to do
 */
record Finding(String check, Level level, String message, String remedy) {

    /** Warnings do not keep the emulator from starting. */
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
