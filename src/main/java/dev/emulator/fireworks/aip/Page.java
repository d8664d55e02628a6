package dev.emulator.fireworks.aip;

import java.util.List;

/** One page of a list under its collection's name; an empty token marks the last page (AIP-158). */
public record Page<T>(String collection, List<T> items, String nextPageToken, int totalSize) {

    public Page {
        items = List.copyOf(items);
    }
}
