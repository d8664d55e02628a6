package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ApiException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/** Files that a client is going to upload, with the name from the client and the stored name of each. */
public final class Announcement {

    private static final String FIELD = "filename_to_size";

    private final Map<String, Long> sizes;
    private final Map<String, String> names;

    private Announcement(Map<String, Long> sizes, Map<String, String> names) {
        this.sizes = sizes;
        this.names = names;
    }

    /**
     * Checks an announcement.
     *
     * @param sizes in bytes, by name
     * @throws ApiException if there is no file, or a name or size is invalid
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

    /** The stored names of the files. */
    public Collection<String> filenames() {
        return names.values();
    }

    /** Creates a URL for each file, by the name from the client. */
    Map<String, String> urls(BiFunction<String, Long, String> url) {
        var urls = new LinkedHashMap<String, String>();
        names.forEach((name, filename) -> urls.put(name, url.apply(filename, Objects.requireNonNull(sizes.get(name)))));
        return urls;
    }
}
