package dev.emulator.fireworks.dataset;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The result of examining the files of a dataset.
 *
 * @param rows number of rows, including invalid ones
 * @param trainable number of rows with something to train on
 * @param tokens estimated number of tokens
 * @param turns number of messages in all rows, except system messages
 * @param problems the first problems, in the order of the rows
 * @param problemCount number of all problems
 * @param mismatch why jobs of the other training method cannot use this kind of rows; empty if no row can be read
 * @param checksum of all bytes
 */
record DatasetContent(
        long rows,
        long trainable,
        long tokens,
        long turns,
        List<Problem> problems,
        long problemCount,
        Optional<Problem> mismatch,
        String checksum) {

    /** All problems in the order in which a job detects them. A job first checks whether it can use this kind of rows. */
    List<Problem> allProblems() {
        return Stream.concat(mismatch.stream(), problems.stream()).toList();
    }

    boolean isFor(TrainingMethod method) {
        return mismatch.filter(problem -> problem.method() == method).isEmpty();
    }

    /** Why the upload is refused. */
    Optional<String> refusal() {
        if (rows == 0) {
            return Optional.of("Dataset has a syntax error: dataset is empty");
        }
        return problems.stream()
                .filter(Problem::unreadable)
                .findFirst()
                .map(problem -> "Dataset has a syntax error: " + problem.text());
    }

    double averageTurns() {
        return rows == 0 ? 0 : (double) turns / rows;
    }
}
