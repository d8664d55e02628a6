package dev.emulator.fireworks.store;

import dev.emulator.fireworks.aip.PageToken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The start of a page: after a row, or after a number of rows for clients that use page numbers.
 *
 * @param total the total size as reported with the first page; it is not counted again. Negative with page numbers
 * @param position position of the row before the page; empty with page numbers
 * @param skip number of rows before the page; 0 if the position is known
 */
record PageCursor(int total, List<@Nullable String> position, long skip) {

    /** The first page. */
    private static final PageCursor FIRST = new PageCursor(-1, List.of(), 0);

    PageCursor(int total, List<@Nullable String> position) {
        this(total, position, 0);
    }

    /** @param size number of items of a page */
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

    /** Whether the page starts after a row. */
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
