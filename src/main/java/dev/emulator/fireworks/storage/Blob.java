package dev.emulator.fireworks.storage;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Bytes that are kept.
 *
 * @param id by which they are found again
 * @param sha256 their checksum, in hexadecimal
 */
public record Blob(String id, long size, String sha256) {

    private static final int HEX = 16;

    /** A number that stands for these bytes and no others, as the object store gives one to each version of an object. */
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
