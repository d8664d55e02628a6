package dev.emulator.fireworks.cli.doctor;

import java.util.List;

/** Checks whether the emulator is tested on this version of Java. Older versions cannot run this check. */
final class JavaCheck implements Check {

    private static final String NAME = "java";
    private static final int NEWEST = 25;

    private final Runtime.Version version;

    JavaCheck(Runtime.Version version) {
        this.version = version;
    }

    @Override
    public List<Finding> run(DoctorContext context) {
        var found = version + " in " + System.getProperty("java.home");
        return List.of(
                version.feature() <= NEWEST
                        ? Finding.ok(NAME, found)
                        : Finding.warning(
                                NAME,
                                found + ", newer than the tested versions",
                                "If you have problems, use Java 17 to " + NEWEST + "."));
    }
}
