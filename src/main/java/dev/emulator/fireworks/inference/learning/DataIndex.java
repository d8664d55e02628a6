package dev.emulator.fireworks.inference.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Finds rows of training data by conversation, and by the words of the last turn of the user. It has primitive arrays only: about 40 bytes
 * for each row with one answer, and 52 with a system text. Rows themselves stay in their files.
 */
final class DataIndex {

    /** Marks conversations that have a system text. */
    private static final int MARK = Integer.MIN_VALUE;

    /** The estimate of a similarity may be this much too low. */
    private static final double TOLERANCE = 0.1;

    private final long[] offsets;
    private final int[] fileStarts;
    private final long[] keys;
    private final int[] keyRows;
    private final long[] firstHalves;
    private final long[] secondHalves;
    private final int[] answerRows;

    /**
     * @param offsets of rows in their files
     * @param fileStarts index of the first row of each file
     * @param keys sorted
     * @param keyRows for each key its row; negative if the conversation has a system text
     * @param firstHalves first halves of signatures of answers
     * @param secondHalves second halves
     * @param answerRows for each signature its row; negative if the answer follows the result of a tool
     */
    DataIndex(
            long[] offsets,
            int[] fileStarts,
            long[] keys,
            int[] keyRows,
            long[] firstHalves,
            long[] secondHalves,
            int[] answerRows) {
        this.offsets = offsets;
        this.fileStarts = fileStarts;
        this.keys = keys;
        this.keyRows = keyRows;
        this.firstHalves = firstHalves;
        this.secondHalves = secondHalves;
        this.answerRows = answerRows;
    }

    static int marked(int row, boolean mark) {
        return mark ? row | MARK : row;
    }

    long bytes() {
        return 8L * offsets.length + 12L * keys.length + 20L * answerRows.length;
    }

    int file(int row) {
        var found = Arrays.binarySearch(fileStarts, row);
        if (found < 0) {
            return -found - 2;
        }
        // Empty files begin at the same row as the file after them.
        while (found + 1 < fileStarts.length && fileStarts[found + 1] == row) {
            found++;
        }
        return found;
    }

    long offset(int row) {
        return offsets[row];
    }

    /** Returns the first row that contains a conversation. System texts must be equal if both have one. */
    OptionalInt find(ConversationKey conversation) {
        if (!conversation.hasSystem()) {
            return first(conversation.withoutSystem(), true);
        }
        var withSystem = first(conversation.withSystem(), true);
        return withSystem.isPresent() ? withSystem : first(conversation.withoutSystem(), false);
    }

    private OptionalInt first(long key, boolean mayHaveSystem) {
        var best = Integer.MAX_VALUE;
        var at = Arrays.binarySearch(keys, key);
        while (at > 0 && keys[at - 1] == key) {
            at--;
        }
        for (; at >= 0 && at < keys.length && keys[at] == key; at++) {
            if (mayHaveSystem || keyRows[at] >= 0) {
                best = Math.min(best, keyRows[at] & ~MARK);
            }
        }
        return best == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** A row whose words may be similar. */
    private record Candidate(int row, double similarity) {}

    /** Returns the rows that are probably the most similar ones, the best first. */
    List<Integer> nearest(Words words, boolean afterTool, double threshold, int most) {
        var best = new ArrayList<Candidate>();
        var first = words.signature(0);
        var second = words.signature(1);
        var least = threshold - TOLERANCE;
        for (int i = 0; i < answerRows.length; i++) {
            var common = Long.bitCount(first & firstHalves[i]) + Long.bitCount(second & secondHalves[i]);
            var all = Long.bitCount(first | firstHalves[i]) + Long.bitCount(second | secondHalves[i]);
            if (common > least * all && answerRows[i] < 0 == afterTool) {
                least = Math.max(least, add(best, new Candidate(answerRows[i] & ~MARK, (double) common / all), most));
            }
        }
        return best.stream().map(Candidate::row).distinct().toList();
    }

    /** Adds a candidate, and returns the similarity that further candidates must exceed. */
    private static double add(List<Candidate> best, Candidate candidate, int most) {
        var at = best.size();
        while (at > 0 && best.get(at - 1).similarity() < candidate.similarity()) {
            at--;
        }
        best.add(at, candidate);
        if (best.size() > most) {
            best.remove(most);
        }
        return best.size() == most ? best.get(most - 1).similarity() : 0;
    }
}
