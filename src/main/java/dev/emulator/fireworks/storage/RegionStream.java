package dev.emulator.fireworks.storage;

import java.io.IOException;
import java.io.OutputStream;

/** Forwards a region of the bytes that are written to it. An exception stops the writer after the region. */
final class RegionStream extends OutputStream {

    private final OutputStream out;
    private final long from;
    private final long until;
    private long at;

    private RegionStream(OutputStream out, long from, long length) {
        this.out = out;
        this.from = from;
        this.until = length > Long.MAX_VALUE - from ? Long.MAX_VALUE : from + length;
    }

    static void write(Content.Writing writing, OutputStream out, long from, long length) throws IOException {
        try {
            writing.to(new RegionStream(out, from, length));
        } catch (Done e) {
            // The region is complete.
        }
    }

    /** The number of bytes. */
    static long size(Content.Writing writing) throws IOException {
        var counting = new RegionStream(OutputStream.nullOutputStream(), 0, Long.MAX_VALUE);
        writing.to(counting);
        return counting.at;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        var first = Math.min(length, Math.max(0, from - at));
        var last = Math.min(length, until - at);
        if (last > first) {
            out.write(bytes, offset + (int) first, (int) (last - first));
        }
        at += length;
        if (at >= until) {
            throw new Done();
        }
    }

    private static final class Done extends IOException {

        private static final long serialVersionUID = 1L;

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
