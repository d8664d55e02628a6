package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ResourceName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/**
 * Which file is at an address. Addresses are written and read here only, so that every name comes back as it was: all characters are
 * encoded that any client, proxy or container might take for something else, and the path is read as it was sent.
 */
record ObjectAddress(ResourceName resource, String filename) {

    static final String ROOT = "/_emulator/v1/storage/";

    private static final int PARTS = 4;

    /** Sent by clients that leave it to the server what to make of it. */
    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]+");

    /** Slashes stay, so that the end of the address is a file's name. */
    String path() {
        return ROOT + encode(resource.account()) + "/" + encode(resource.collection()) + "/" + encode(resource.id())
                + "/" + encode(filename).replace("%2F", "/");
    }

    /** Reads a path that was not decoded yet; empty where it is no file's. */
    static Optional<ObjectAddress> parse(String path) {
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
                : Optional.of(new ObjectAddress(new ResourceName(parts[0], parts[1], parts[2]), parts[3]));
    }

    private static String encode(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return resource + "/" + filename;
    }
}
