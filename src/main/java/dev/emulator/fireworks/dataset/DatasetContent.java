package dev.emulator.fireworks.dataset;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was found in the files of a dataset.
 *
 * @param rows how many there are, the bad ones among them
 * @param trainable how many of them have something to train on
 * @param tokens how many they are estimated to be
 * @param turns messages of all rows but for system messages
 * @param problems what is wrong, in the order of the rows, up to as many as are kept
 * @param problemCount how many problems there are
 * @param mismatch why jobs of another method cannot use rows of this kind, however good they are; none where no row can be read
 * @param checksum of all bytes that were looked through
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

    /** What any job finds wrong, in the order in which it does: whether it can use such rows at all comes first. */
    List<Problem> allProblems() {
        return Stream.concat(mismatch.stream(), problems.stream()).toList();
    }

    boolean isFor(TrainingMethod method) {
        return mismatch.filter(problem -> problem.method() == method).isEmpty();
    }

    /** Why the files cannot be used at all. */
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
