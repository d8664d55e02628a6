package dev.emulator.fireworks.cli;

/**
 * What the jar starts. Compiled for Java 8, so that an older Java than the program needs gets a sentence in place of a
 * {@code LinkageError}.
 */
public final class Main {

    private static final int OLDEST = 17;

    private Main() {}

    /** @param args those of {@link Program} */
    public static void main(String[] args) {
        String refusal = refusal(System.getProperty("java.specification.version", ""));
        if (!refusal.isEmpty()) {
            System.err.println(refusal);
            System.exit(1);
        }
        Program.main(args);
    }

    /** Why a version of Java will not do; empty if it will. */
    static String refusal(String version) {
        return release(version) >= OLDEST
                ? ""
                : "fireworks-emulator needs Java " + OLDEST + " or newer, and this is Java " + version + " in "
                        + System.getProperty("java.home") + ".";
    }

    /** Up to Java 8 versions begin with 1. */
    private static int release(String version) {
        try {
            return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
        } catch (NumberFormatException e) {
            return OLDEST;
        }
    }
}
