package dev.emulator.fireworks.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream line by line. Lines are bytes, because a file need not be valid UTF-8. Each reader has one line in memory. Only one reader
 * at a time can have a large line, so that concurrent uploads do not fill the heap.
 */
final class Lines implements AutoCloseable {

    private static final long MOST = 32L * 1024 * 1024;
    /** A line, its text and its parsed form are in memory at the same time. */
    private static final int SHARE_OF_HEAP = 16;

    /** Maximum number of bytes in a line. Longer lines are truncated. */
    static final int LONGEST = (int) Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);

    private static final int LARGE = 1024 * 1024;
    private static final Semaphore LARGE_LINE = new Semaphore(1);

    private final InputStream in;
    private final byte[] buffer;
    private int from;
    private int to;
    private byte[] line = {};
    private int size;
    private boolean isCut;
    private boolean isLarge;
    private long filled;
    private long start;

    Lines(InputStream in) {
        this(in, 64 * 1024);
    }

    /** @param bufferSize number of bytes that are read at once */
    Lines(InputStream in, int bufferSize) {
        this.in = in;
        this.buffer = new byte[bufferSize];
    }

    /** The next line without its line break; null after the last. The caller must no longer use the previous line. */
    byte @Nullable [] next() throws IOException {
        close();
        isCut = false;
        size = 0;
        start = filled - (to - from);
        if (from == to && !fill()) {
            return null;
        }
        do {
            var end = indexOfNewline();
            append(Math.min(end, to) - from);
            from = Math.min(end + 1, to);
            if (end < to) {
                break;
            }
        } while (fill());
        if (size > 0 && line[size - 1] == '\r') {
            size--;
        }
        var whole = line.length == size ? line : Arrays.copyOf(line, size);
        line = isLarge || whole == line ? new byte[0] : line;
        return whole;
    }

    /** Whether the last line was longer than {@link #LONGEST} and is truncated. */
    boolean isCut() {
        return isCut;
    }

    /** The position of the last line in the stream, in bytes. */
    long start() {
        return start;
    }

    /** Ends the use of the last line. */
    @Override
    public void close() {
        if (isLarge) {
            isLarge = false;
            LARGE_LINE.release();
        }
    }

    private void append(int length) {
        var fitting = Math.min(length, LONGEST - size);
        isCut |= fitting < length;
        if (!isLarge && size + fitting > LARGE) {
            LARGE_LINE.acquireUninterruptibly();
            isLarge = true;
        }
        if (size + fitting > line.length) {
            line = Arrays.copyOf(line, Math.max(size + fitting, (int) Math.min(LONGEST, 2L * line.length)));
        }
        System.arraycopy(buffer, from, line, size, fitting);
        size += fitting;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        filled += to;
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
}
