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
 * @param noConversation why a job that trains on conversations cannot use rows that are good for something else
 * @param checksum of all bytes that were looked through
 */
record DatasetContent(
        long rows,
        long trainable,
        long tokens,
        long turns,
        List<Problem> problems,
        long problemCount,
        Optional<Problem> noConversation,
        String checksum) {

    /** What a supervised job finds wrong, in the order in which it does. */
    List<Problem> supervisedProblems() {
        return noConversation
                .map(problem ->
                        Stream.concat(Stream.of(problem), problems.stream()).toList())
                .orElse(problems);
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
