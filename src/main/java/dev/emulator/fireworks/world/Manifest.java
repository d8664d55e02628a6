package dev.emulator.fireworks.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of an archive.
 *
 * @param formatVersion the version of the archive format
 * @param emulatorVersion the version of the emulator that wrote the archive
 * @param schemaVersion the version of the database schema
 * @param account the account that was exported
 * @param createTime when the archive was written, in real time
 * @param accountTime when the archive was written, by the account's clock
 * @param resources the first resources of the archive, for people to read
 */
record Manifest(
        int formatVersion,
        String emulatorVersion,
        int schemaVersion,
        String account,
        @Nullable Instant createTime,
        @Nullable Instant accountTime,
        List<Resource> resources) {

    static final String ENTRY = "manifest.json";
    static final int FORMAT = 1;

    /** The manifest lists at most this many resources; the tables have all. */
    static final int MOST_RESOURCES = 100_000;

    /** The largest size in bytes, more than {@link #MOST_RESOURCES} resources need. */
    static final long LARGEST = 64L * 1024 * 1024;

    /** A resource with its full name and its state. */
    record Resource(String name, String state) {}
}
