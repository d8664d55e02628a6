package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.protojson.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stream of the next rows, up to a given number. Blank lines are skipped. */
final class RowStream extends InputStream {

    private final Lines lines;
    private long left;
    private byte[] row = {};
    private int position;

    RowStream(Lines lines, long rows) {
        this.lines = lines;
        this.left = rows;
    }

    /** The next non-blank line; null after the last. */
    static byte @Nullable [] nextRow(Lines lines) throws IOException {
        var line = lines.next();
        while (line != null && JsonText.isBlank(line)) {
            line = lines.next();
        }
        return line;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? row[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (!hasMore()) {
            return -1;
        }
        var number = Math.min(length, row.length - position);
        System.arraycopy(row, position, buffer, offset, number);
        position += number;
        return number;
    }

    private boolean hasMore() throws IOException {
        if (position < row.length) {
            return true;
        }
        var next = left == 0 ? null : nextRow(lines);
        if (next == null) {
            return false;
        }
        left--;
        row = Arrays.copyOf(next, next.length + 1);
        row[next.length] = '\n';
        position = 0;
        return true;
    }
}
