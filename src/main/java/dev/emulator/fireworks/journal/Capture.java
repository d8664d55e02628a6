package dev.emulator.fireworks.journal;

import java.util.Arrays;

/** Captures the first bytes of a streamed body, and counts all of them. */
final class Capture {

    private static final byte[] NOTHING = {};

    private final int limit;
    private byte[] kept = NOTHING;
    private int length;
    private long passed;

    Capture(int limit) {
        this.limit = limit;
    }

    void add(byte[] bytes, int offset, int count) {
        passed += count;
        var taken = Math.min(count, limit - length);
        if (taken <= 0) {
            return;
        }
        if (length == 0) {
            // Most bodies arrive in one piece.
            kept = Arrays.copyOfRange(bytes, offset, offset + taken);
        } else {
            makeRoom(taken);
            System.arraycopy(bytes, offset, kept, length, taken);
        }
        length += taken;
    }

    /** Captures a whole body without copying it. The caller must record it before the array changes. */
    void borrow(byte[] bytes, int offset, int count) {
        if (length > 0 || offset > 0 || count != bytes.length || count > limit) {
            add(bytes, offset, count);
            return;
        }
        passed += count;
        kept = bytes;
        length = count;
    }

    void add(int single) {
        passed++;
        if (length < limit) {
            makeRoom(1);
            kept[length++] = (byte) single;
        }
    }

    private void makeRoom(int more) {
        if (length + more > kept.length) {
            kept = Arrays.copyOf(kept, Math.min(limit, Math.max(length + more, 2 * length)));
        }
    }

    /** Discards what was captured, after the response was reset. */
    void reset() {
        kept = NOTHING;
        length = 0;
        passed = 0;
    }

    byte[] bytes() {
        return length == kept.length ? kept : Arrays.copyOf(kept, length);
    }

    long passed() {
        return passed;
    }
}
