package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.dataset.Dataset.Format;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The result of examining one file without a running emulator, by the rules for uploads.
 *
 * @param rows number of rows, including invalid ones
 * @param trainable number of rows with something to train on
 * @param tokens estimated number of tokens
 * @param averageTurns average number of messages in a row, except system messages
 * @param isTrainable whether a supervised job can use this kind of rows
 * @param findings the first 10,000 problems, in the order of the rows
 * @param problems number of all problems
 */
public record Examination(
        long rows,
        long trainable,
        long tokens,
        double averageTurns,
        boolean isTrainable,
        List<Finding> findings,
        long problems) {

    /**
     * A problem in one row.
     *
     * @param line line number, counted from 1 as in editors
     * @param unreadable whether the upload would be refused; otherwise, jobs that train on the row fail
     */
    public record Finding(long line, String reason, boolean unreadable) {}

    /** The formats of rows, in lower case. */
    public static List<String> formats() {
        return Stream.of(Format.values())
                .filter(format -> format != Format.FORMAT_UNSPECIFIED)
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /**
     * Examines a file of any size. Only one row at a time is in memory.
     *
     * @param format one of {@link #formats}; empty to detect it from the first row
     * @throws IllegalArgumentException for an unknown format
     */
    public static Examination of(String format, String filename, InputStream content) throws IOException {
        var examiner = new Examiner(
                format.isEmpty() ? Format.FORMAT_UNSPECIFIED : Format.valueOf(format.toUpperCase(Locale.ROOT)),
                new TokenEstimate(new Tokenizer()));
        examiner.examine(filename, content);
        var verdict = examiner.verdict("");
        if (verdict.rows() == 0) {
            return new Examination(0, 0, 0, 0, true, List.of(new Finding(1, "dataset is empty", true)), 1);
        }
        return new Examination(
                verdict.rows(),
                verdict.trainable(),
                verdict.tokens(),
                verdict.averageTurns(),
                verdict.isFor(TrainingMethod.SUPERVISED),
                verdict.problems().stream()
                        .map(problem -> new Finding(problem.line() + 1, problem.reason(), problem.unreadable()))
                        .toList(),
                verdict.problemCount());
    }
}
