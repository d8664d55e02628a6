package dev.emulator.fireworks.aip;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Patterns in which {@code *} stands for anything. */
public final class Globs {

    private Globs() {}

    /** Whether a text fits; an empty pattern fits everything. */
    public static boolean matches(String glob, String text) {
        return glob.isEmpty() || pattern(glob).matcher(text).matches();
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(
                Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}
