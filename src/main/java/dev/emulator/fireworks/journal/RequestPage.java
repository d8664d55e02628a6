package dev.emulator.fireworks.journal;

import java.util.List;

/**
 * A page of an account's requests, the oldest first.
 *
 * @param nextPageToken empty on the last page
 * @param cursor the number of the last request; later ones have larger numbers
 * @param evicted how many requests of the account the journal has evicted
 * @param certain whether the list is complete: no evicted request, and none in another replica's journal, can match
 */
public record RequestPage(
        List<JournalledRequest> requests, String nextPageToken, long cursor, long evicted, boolean certain) {}
