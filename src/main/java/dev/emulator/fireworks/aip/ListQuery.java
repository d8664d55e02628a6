package dev.emulator.fireworks.aip;

import org.jspecify.annotations.Nullable;

/** The query parameters of a List request, unparsed (AIP-158, AIP-160, AIP-132). */
public record ListQuery(
        @Nullable String pageSize,
        @Nullable String pageToken,
        @Nullable String filter,
        @Nullable String orderBy) {

    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST_SIZE = 200;

    /** The number of items of a page. A value above the maximum is reduced without an error, a negative one is refused (AIP-158). */
    public int size() {
        int size = pageSize == null ? 0 : GoStrconv.parseInt32("page_size", pageSize);
        if (size < 0) {
            throw ApiException.invalidArgument("page_size must not be negative");
        }
        return size == 0 ? DEFAULT_SIZE : Math.min(size, LARGEST_SIZE);
    }
}
