package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one row of a file.
 *
 * @param line counted from 0, as the live service does
 * @param method the only one that the problem stands in the way of; null where it is in the way of all
 * @param unreadable whether the row is no JSON object at all, for which an upload is refused; anything else is found when a job begins
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

    /** A reason may quote what it found, which may be of any length and hold characters that not every database takes. */
    Problem {
        var start = reason.substring(0, Math.min(LONGEST, reason.length()));
        reason = PlainText.of(start);
    }

    /** As the live service puts it. */
    String text() {
        return kind + " dataset validation failed on " + filename + ":" + line + ": " + reason;
    }
}
