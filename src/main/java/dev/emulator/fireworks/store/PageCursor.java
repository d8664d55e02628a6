package dev.emulator.fireworks.store;

import dev.emulator.fireworks.aip.PageToken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page starts: after a row, or, for clients that count pages, after a number of rows.
 *
 * @param total what the first page said the total was, since counting again would find another number and cost as much; negative where
 *     pages are counted, and so no first page was asked for
 * @param position after which row; empty where pages are counted
 * @param skip after how many rows; 0 where the row is known
 */
record PageCursor(int total, List<@Nullable String> position, long skip) {

    /** The first page. */
    private static final PageCursor FIRST = new PageCursor(-1, List.of(), 0);

    PageCursor(int total, List<@Nullable String> position) {
        this(total, position, 0);
    }

    /** @param size how many items a page holds */
    static PageCursor decode(@Nullable String token, String binding, int size) {
        if (token == null || token.isEmpty()) {
            return FIRST;
        }
        var skip = PageToken.skippedBy(token, size);
        if (skip.isPresent()) {
            return new PageCursor(-1, List.of(), skip.getAsLong());
        }
        var values = PageToken.decode(token, binding);
        return new PageCursor(Integer.parseInt(String.valueOf(values.get(0))), values.subList(1, values.size()));
    }

    /** Whether it names the row that comes before it. */
    boolean isAfterRow() {
        return !position.isEmpty();
    }

    String encode(String binding) {
        var values = new ArrayList<@Nullable String>();
        values.add(Integer.toString(total));
        values.addAll(position);
        return PageToken.encode(binding, values);
    }
}
