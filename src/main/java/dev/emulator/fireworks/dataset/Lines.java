package dev.emulator.fireworks.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a stream line by line, as bytes, since a file that is not UTF-8 has lines as well; no more than one is in memory. */
final class Lines {

    /** What a line that is too long is cut to; its end is not read. */
    static final int LONGEST = 64 * 1024 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int from;
    private int to;

    Lines(InputStream in) {
        this.in = in;
    }

    /** The next line without its end; null after the last. */
    byte @Nullable [] next() throws IOException {
        if (from == to && !fill()) {
            return null;
        }
        var line = new ByteArrayOutputStream(256);
        do {
            var end = indexOfNewline();
            if (line.size() < LONGEST) {
                line.write(buffer, from, Math.min(end, to) - from);
            }
            from = Math.min(end + 1, to);
            if (end < to) {
                break;
            }
        } while (fill());
        return withoutCarriageReturn(line.toByteArray());
    }

    static boolean isBlank(byte[] line) {
        for (var b : line) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }

    private int indexOfNewline() {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return to;
    }

    private static byte[] withoutCarriageReturn(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r' ? Arrays.copyOf(line, line.length - 1) : line;
    }
}
