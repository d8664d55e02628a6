package dev.emulator.fireworks.journal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Headers in one string, with each name and each value on its own line.
 */
final class Headers {

    private static final int USUAL = 512;

    private final String lines;

    /** @param lines in the format of {@link #lines()} */
    Headers(String lines) {
        this.lines = lines;
    }

    static Headers of(HttpServletRequest request) {
        var all = new StringBuilder(USUAL);
        for (var names = request.getHeaderNames(); names.hasMoreElements(); ) {
            var name = names.nextElement();
            for (var values = request.getHeaders(name); values.hasMoreElements(); ) {
                add(all, name, values.nextElement());
            }
        }
        return new Headers(all.toString());
    }

    /** Reads the headers that the emulator set. The server adds others when it sends the answer, such as the date. */
    static Headers of(HttpServletResponse response) {
        var all = new StringBuilder(USUAL);
        var typed = false;
        for (var name : response.getHeaderNames()) {
            typed |= name.equalsIgnoreCase("Content-Type");
            for (var value : response.getHeaders(name)) {
                add(all, name, value);
            }
        }
        var type = response.getContentType();
        // Tomcat keeps the content type apart from the headers until it sends them.
        if (type != null && !typed) {
            add(all, "Content-Type", type);
        }
        return new Headers(all.toString());
    }

    /** Joins folded headers, which older versions of HTTP allowed. */
    private static void add(StringBuilder all, String name, String value) {
        all.append(name).append('\n');
        all.append(value.indexOf('\n') < 0 ? value : value.replace('\n', ' ')).append('\n');
    }

    @Nullable
    String first(String name) {
        var from = 0;
        while (from < lines.length()) {
            var value = lines.indexOf('\n', from) + 1;
            var end = lines.indexOf('\n', value);
            if (value - 1 - from == name.length() && lines.regionMatches(true, from, name, 0, name.length())) {
                return lines.substring(value, end);
            }
            from = end + 1;
        }
        return null;
    }

    void forEach(BiConsumer<String, String> action) {
        var from = 0;
        while (from < lines.length()) {
            var value = lines.indexOf('\n', from) + 1;
            var end = lines.indexOf('\n', value);
            action.accept(lines.substring(from, value - 1), lines.substring(value, end));
            from = end + 1;
        }
    }

    String lines() {
        return lines;
    }
}
