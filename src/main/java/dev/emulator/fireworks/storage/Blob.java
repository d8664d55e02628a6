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

    static String newId(RandomGenerator random) {
        var hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
