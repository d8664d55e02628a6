package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A problem in one row of a file.
 *
 * @param line line number, counted from 0 as on the live service
 * @param method the training method that the problem prevents; null for all
 * @param unreadable whether the row is not a JSON object, so that the upload is refused; other problems are reported by jobs
 */
record Problem(
        String filename,
        long line,
        String kind,
        String reason,
        boolean unreadable,
        @Nullable TrainingMethod method) {

    private static final int LONGEST = 300;

    Problem(String filename, long line, String kind, String reason, boolean unreadable) {
        this(filename, line, kind, reason, unreadable, null);
    }

    /** A reason can quote the row, so it can have any length and characters that a database refuses. */
    Problem {
        var start = reason.substring(0, Math.min(LONGEST, reason.length()));
        reason = PlainText.of(start);
    }

    /** The text that the live service reports. */
    String text() {
        return kind + " dataset validation failed on " + filename + ":" + line + ": " + reason;
    }
}
