package dev.emulator.fireworks.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/** A call of the vendor's API as the data file lists it: its method, its path with the variables in braces, and its name. */
public record VendorOperation(String method, String path, String id) {

    private static final String FILE = "dev/emulator/fireworks/routes/operations.tsv";
    private static final Pattern VERSION = Pattern.compile("# Operations of .* (\\d[\\d.]*),.*");

    public static List<VendorOperation> all() {
        return lines().stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .map(cells -> new VendorOperation(cells[0], cells[1], cells[2]))
                .toList();
    }

    /** The version of the vendor's document that the data file was made from. */
    static String version() {
        var head = VERSION.matcher(lines().get(0));
        if (!head.matches()) {
            throw new IllegalStateException("no version in the first line of " + FILE);
        }
        return head.group(1);
    }

    /** Whether a path without variables is one of this call's. */
    public boolean matches(String concretePath) {
        if (path.contains("{*")) {
            return concretePath.startsWith(path.substring(0, path.indexOf("{*")));
        }
        var literals = path.split("\\{[^}]*}", -1);
        var pattern = new StringBuilder(Pattern.quote(literals[0]));
        for (int i = 1; i < literals.length; i++) {
            pattern.append("[^/]+").append(Pattern.quote(literals[i]));
        }
        return Pattern.matches(pattern.toString(), concretePath);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    private static List<String> lines() {
        try {
            return new ClassPathResource(FILE)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
