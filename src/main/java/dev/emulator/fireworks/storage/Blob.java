package dev.emulator.fireworks.storage;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The stored bytes of a file.
 *
 * @param id key in {@link Blobs}
 * @param sha256 checksum, in hexadecimal
 */
public record Blob(String id, long size, String sha256) {

    private static final int HEX = 16;

    /** A unique number of these bytes, like the generation of an object in the object store. */
    long generation() {
        return 1 + Long.parseLong(id, 0, 13, HEX);
    }

    String etag() {
        return '"' + sha256 + '"';
    }

    static String newId(RandomGenerator random) {
        var hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
