package dev.emulator.fireworks.aip;

import org.jspecify.annotations.Nullable;

/** What a List request asks for, as raw query-string values (AIP-158, AIP-160, AIP-132). */
public record ListQuery(
        @Nullable String pageSize,
        @Nullable String pageToken,
        @Nullable String filter,
        @Nullable String orderBy) {

    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST_SIZE = 200;

    /** How many items a page holds: too large is cut down silently, negative is refused (AIP-158). */
    public int size() {
        int size = pageSize == null ? 0 : GoStrconv.parseInt32("page_size", pageSize);
        if (size < 0) {
            throw ApiException.invalidArgument("page_size must not be negative");
        }
        return size == 0 ? DEFAULT_SIZE : Math.min(size, LARGEST_SIZE);
    }
}
