package dev.emulator.fireworks.cli.console;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Shows the progress of long work in bytes: a bar on a terminal, otherwise a line every few seconds, and nothing for short work. It is
 * written to the standard error, so that the output of commands can be piped.
 */
public final class Progress implements AutoCloseable {

    private static final int BAR = 30;
    private static final long REDRAWN_AFTER_MILLIS = 100;
    private static final long LINE_AFTER_MILLIS = 1_000;
    private static final long LINE_AT_LEAST_EVERY_MILLIS = 5_000;
    private static final int LINE_EVERY_PERCENT = 10;

    private final Terminal terminal;
    private final String what;
    private final long total;
    private final long begin;
    private long done;
    private long shownAt;
    private int shownPercent;
    private int width;

    /** @param total the bytes to process; 0 if unknown */
    public Progress(Terminal terminal, String what, long total) {
        this.terminal = terminal;
        this.what = what;
        this.total = total;
        this.begin = terminal.clock().millis();
        this.shownAt = begin;
    }

    public synchronized void advance(long bytes) {
        done += bytes;
        var now = terminal.clock().millis();
        if (isDue(now - shownAt)) {
            shownAt = now;
            shownPercent = percent();
            show(now);
        }
    }

    private boolean isDue(long sinceShown) {
        if (terminal.interactive()) {
            return sinceShown >= REDRAWN_AFTER_MILLIS;
        }
        return sinceShown >= LINE_AT_LEAST_EVERY_MILLIS
                || sinceShown >= LINE_AFTER_MILLIS && percent() >= shownPercent + LINE_EVERY_PERCENT;
    }

    private void show(long now) {
        if (!terminal.interactive()) {
            terminal.err().println(text(now));
            return;
        }
        var filled = BAR * percent() / 100;
        var bar = total == 0 ? "" : "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] ";
        var line = bar + text(now);
        terminal.err().print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        terminal.err().flush();
        width = line.length();
    }

    private String text(long now) {
        var seconds = Math.max(1, now - begin) / 1000.0;
        var speed = size((long) (done / seconds)) + "/s";
        return total == 0
                ? String.format(Locale.ROOT, "%s: %s, %s", what, size(done), speed)
                : String.format(Locale.ROOT, "%s: %d %% of %s, %s", what, percent(), size(total), speed);
    }

    private int percent() {
        return total == 0 ? 0 : (int) Math.min(100, done * 100 / total);
    }

    /** Formats a number of bytes in the largest unit that gives at least 1. */
    public static String size(long bytes) {
        var value = (double) bytes;
        for (var unit : new String[] {"bytes", "kB", "MB", "GB"}) {
            if (value < 1000 || unit.equals("GB")) {
                return unit.equals("bytes")
                        ? bytes + " bytes"
                        : String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, unit);
            }
            value /= 1000;
        }
        throw new AssertionError(bytes);
    }

    /** Wraps a stream, and counts what is read from it as progress. */
    public InputStream count(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                var read = super.read();
                advance(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                var read = super.read(buffer, offset, length);
                advance(Math.max(0, read));
                return read;
            }
        };
    }

    /** Clears the bar, so that the next output starts on an empty line. */
    @Override
    public synchronized void close() {
        if (width > 0) {
            terminal.err().print("\r" + " ".repeat(width) + "\r");
            terminal.err().flush();
            width = 0;
        }
    }
}
