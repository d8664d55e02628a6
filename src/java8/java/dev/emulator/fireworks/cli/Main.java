package dev.emulator.fireworks.cli;

/**
 * The main class of the jar. It is compiled for Java 8, so that an older JVM prints which version is needed, instead of a
 * {@code LinkageError}.
 */
public final class Main {

    private static final int OLDEST = 17;

    private Main() {}

    /** @param args the arguments of {@link Program} */
    public static void main(String[] args) {
        String refusal = refusal(System.getProperty("java.specification.version", ""));
        if (!refusal.isEmpty()) {
            System.err.println(refusal);
            System.exit(1);
        }
        Program.main(args);
    }

    /** Returns an error message if the Java version is too old, and an empty string otherwise. */
    static String refusal(String version) {
        return release(version) >= OLDEST
                ? ""
                : "fireworks-emulator needs Java " + OLDEST + " or newer, and this is Java " + version + " in "
                        + System.getProperty("java.home") + ".";
    }

    /** Versions up to Java 8 begin with "1.". */
    private static int release(String version) {
        try {
            return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
        } catch (NumberFormatException e) {
            return OLDEST;
        }
    }
}
