package dev.emulator.fireworks.journal;

import java.util.List;

/**
 * Some of an account's requests, the oldest first.
 *
 * @param nextPageToken empty on the last page
 * @param cursor of now: what comes later has a larger number
 * @param evicted how many of the account's requests have been given up since it began
 * @param certain whether there are no others that could have fitted, given up or known to another emulator only
 */
public record RequestPage(
        List<JournalledRequest> requests, String nextPageToken, long cursor, long evicted, boolean certain) {}
