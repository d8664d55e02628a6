package dev.emulator.fireworks.dataset;

/**
 * What is wrong with one row of a file.
 *
 * @param line counted from 0, as the live service does
 * @param unreadable whether the row is no JSON object at all, for which an upload is refused; anything else is found when a job begins
 */
record Problem(String filename, long line, String kind, String reason, boolean unreadable) {

    /** As the live service puts it. */
    String text() {
        return kind + " dataset validation failed on " + filename + ":" + line + ": " + reason;
    }
}
