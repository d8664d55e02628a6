package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.dataset.Dataset.Format;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is found in one file of rows by the rules by which uploads are looked through, where no emulator runs.
 *
 * @param rows how many rows there are, the bad ones among them
 * @param trainable how many of them have something to train on
 * @param tokens how many they are estimated to be
 * @param averageTurns messages a row, but for system messages
 * @param isTrainable whether the rows are of a kind on which a supervised job trains
 * @param findings what is wrong, in the order of the rows, the first 10,000
 * @param problems how many things are wrong
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
     * What is wrong with one row.
     *
     * @param line counted from 1, as editors do
     * @param unreadable whether the upload would be refused; of anything else the job that trains on the row dies
     */
    public record Finding(long line, String reason, boolean unreadable) {}

    /** What rows may look like, in lower case; where it is not told, all rows are taken for what the first looks like. */
    public static List<String> formats() {
        return Stream.of(Format.values())
                .filter(format -> format != Format.FORMAT_UNSPECIFIED)
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /**
     * Looks through a file of any size, no more than one row at a time.
     *
     * @param format one of {@link #formats}, or empty
     * @throws IllegalArgumentException if there is no such format
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
