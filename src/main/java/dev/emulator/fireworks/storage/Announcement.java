package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ApiException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/** Files that are going to be put, each under the name that the client gave it and the one that it is kept by. */
public final class Announcement {

    private static final String FIELD = "filename_to_size";

    private final Map<String, Long> sizes;
    private final Map<String, String> names;

    private Announcement(Map<String, Long> sizes, Map<String, String> names) {
        this.sizes = sizes;
        this.names = names;
    }

    /**
     * Reads what a client announces.
     *
     * @param sizes in bytes, by name
     * @throws ApiException where there is no file at all, a name that cannot be kept, or a size that cannot be
     */
    public static Announcement of(Map<String, Long> sizes) {
        if (sizes.isEmpty()) {
            throw ApiException.invalidArgument(FIELD, "filename_to_size is required");
        }
        var names = ObjectNames.announced(sizes.keySet(), FIELD);
        sizes.forEach((name, size) -> {
            if (size < 0) {
                throw ApiException.invalidArgument(FIELD, "size of " + name + " must not be negative");
            }
        });
        return new Announcement(sizes, names);
    }

    /** The names by which the files are kept. */
    public Collection<String> filenames() {
        return names.values();
    }

    /** An address for each file, under the name that the client knows. */
    Map<String, String> addresses(BiFunction<String, Long, String> address) {
        var addresses = new LinkedHashMap<String, String>();
        names.forEach((name, filename) ->
                addresses.put(name, address.apply(filename, Objects.requireNonNull(sizes.get(name)))));
        return addresses;
    }
}
