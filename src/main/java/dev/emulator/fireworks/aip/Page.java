package dev.emulator.fireworks.aip;

import java.util.List;

/** A page of a list. In JSON, the items are under the collection's name. The token of the last page is empty (AIP-158). */
public record Page<T>(String collection, List<T> items, String nextPageToken, int totalSize) {

    public Page {
        items = List.copyOf(items);
    }
}
