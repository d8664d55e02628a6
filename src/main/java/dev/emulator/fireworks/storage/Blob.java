package dev.emulator.fireworks.storage;

/**
 * Bytes that are kept.
 *
 * @param id by which they are found again
 * @param sha256 their checksum, in hexadecimal
 */
public record Blob(String id, long size, String sha256) {}
