package dev.emulator.fireworks.journal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Headers as they were, names and values by turns. */
final class Headers {

    private static final int USUAL = 16;

    private final List<String> namesAndValues;

    private Headers(List<String> namesAndValues) {
        this.namesAndValues = namesAndValues;
    }

    static Headers of(HttpServletRequest request) {
        var all = new ArrayList<String>(USUAL);
        for (var names = request.getHeaderNames(); names.hasMoreElements(); ) {
            var name = names.nextElement();
            for (var values = request.getHeaders(name); values.hasMoreElements(); ) {
                all.add(name);
                all.add(values.nextElement());
            }
        }
        return new Headers(all);
    }

    /** Those that the emulator set; the server adds others, such as the date, to what it sends. */
    static Headers of(HttpServletResponse response) {
        var all = new ArrayList<String>(USUAL);
        for (var name : response.getHeaderNames()) {
            for (var value : response.getHeaders(name)) {
                all.add(name);
                all.add(value);
            }
        }
        var type = response.getContentType();
        var headers = new Headers(all);
        // The server keeps it apart until it sends it.
        if (type != null && headers.first("Content-Type") == null) {
            all.add("Content-Type");
            all.add(type);
        }
        return headers;
    }

    @Nullable
    String first(String name) {
        for (var i = 0; i < namesAndValues.size(); i += 2) {
            if (namesAndValues.get(i).equalsIgnoreCase(name)) {
                return namesAndValues.get(i + 1);
            }
        }
        return null;
    }

    void forEach(BiConsumer<String, String> action) {
        for (var i = 0; i < namesAndValues.size(); i += 2) {
            action.accept(namesAndValues.get(i), namesAndValues.get(i + 1));
        }
    }

    /** How much of the heap they take, more or less. */
    long size() {
        var size = 0L;
        for (var text : namesAndValues) {
            size += Entry.sizeOf(text);
        }
        return size;
    }
}
