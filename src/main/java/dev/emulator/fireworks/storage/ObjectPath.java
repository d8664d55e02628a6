package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ResourceName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/**
 * The file that a signed URL refers to. Only this class writes and parses the paths of such URLs, so that every file name is preserved: all
 * characters that a client, proxy or servlet container could interpret are encoded, and paths are parsed as they were sent.
 */
record ObjectPath(ResourceName resource, String filename) {

    static final String ROOT = "/_emulator/v1/storage/";

    private static final int PARTS = 4;

    /** Some clients send such characters without encoding. */
    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]+");

    /** Slashes in the file name are not encoded, so that the URL ends with the name of a file. */
    String path() {
        return ROOT + encode(resource.account()) + "/" + encode(resource.collection()) + "/" + encode(resource.id())
                + "/" + encode(filename).replace("%2F", "/");
    }

    /** Parses an undecoded path; empty if it does not refer to a file. */
    static Optional<ObjectPath> parse(String path) {
        if (!path.startsWith(ROOT)) {
            return Optional.empty();
        }
        var parts = path.substring(ROOT.length()).split("/", PARTS);
        for (int i = 0; i < parts.length; i++) {
            try {
                var ascii = NOT_ASCII.matcher(parts[i]).replaceAll(match -> encode(match.group()));
                parts[i] = UriUtils.decode(ascii, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw StorageException.invalidUri();
            }
            if (parts[i].isEmpty()) {
                return Optional.empty();
            }
        }
        return parts.length < PARTS
                ? Optional.empty()
                : Optional.of(new ObjectPath(new ResourceName(parts[0], parts[1], parts[2]), parts[3]));
    }

    private static String encode(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return resource + "/" + filename;
    }
}
