package dev.emulator.fireworks.cli.doctor;

import java.util.List;

/** Whether this is a Java on which the emulator is tried out. An older one cannot even run this. */
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
                                found + ", newer than any that was tried",
                                "If anything is odd, use one of 17 to " + NEWEST + "."));
    }
}
