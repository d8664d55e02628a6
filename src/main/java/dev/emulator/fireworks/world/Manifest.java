package dev.emulator.fireworks.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says of itself.
 *
 * @param formatVersion of the archive
 * @param emulatorVersion which made it
 * @param schemaVersion of the tables that it was made from
 * @param createTime when, by the machine's clock
 * @param accountTime when, by the account's
 * @param resources what is in it, to be looked at, up to a number
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

    /** So many resources are listed; of a larger world, the tables tell. */
    static final int MOST_RESOURCES = 100_000;

    /** More than so many can take, in bytes. */
    static final long LARGEST = 64L * 1024 * 1024;

    /** A resource, by its full name, and the state it was in. */
    record Resource(String name, String state) {}
}
