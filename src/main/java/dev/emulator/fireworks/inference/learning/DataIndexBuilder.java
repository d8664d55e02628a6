package dev.emulator.fireworks.inference.learning;

import dev.emulator.fireworks.inference.Role;
import java.util.Arrays;

/** Builds the index of a dataset from its rows, within a limit of memory. */
final class DataIndexBuilder {

    private final long maxBytes;
    private long[] offsets;
    private int rows;
    private int[] fileStarts = new int[0];
    private long[] keys;
    private int[] keyRows;
    private int keyCount;
    private long[] firstHalves;
    private long[] secondHalves;
    private int[] answerRows;
    private int answers;

    /** @param expectedRows avoids that the arrays grow often */
    DataIndexBuilder(long expectedRows, long maxBytes) {
        this.maxBytes = maxBytes;
        var size = (int) Math.max(16, Math.min(expectedRows, maxBytes / 40));
        this.offsets = new long[size];
        this.keys = new long[size];
        this.keyRows = new int[size];
        this.firstHalves = new long[size];
        this.secondHalves = new long[size];
        this.answerRows = new int[size];
    }

    void startFile() {
        fileStarts = Arrays.copyOf(fileStarts, fileStarts.length + 1);
        fileStarts[fileStarts.length - 1] = rows;
    }

    /**
     * Adds the next row.
     *
     * @return whether there is memory for further rows
     */
    boolean add(long offset, TrainingExample example) {
        if (rows == offsets.length) {
            offsets = Arrays.copyOf(offsets, grown(rows));
        }
        offsets[rows] = offset;
        addAnswers(example);
        rows++;
        return 8L * rows + 12L * keyCount + 20L * answers < maxBytes;
    }

    private void addAnswers(TrainingExample example) {
        var key = new ConversationKey(example.isCompletion());
        var words = new Words(new int[0]);
        var afterTool = false;
        for (int i = 0; i < example.turns().size(); i++) {
            var turn = example.turns().get(i);
            if (example.taught().get(i)) {
                addKey(key.withoutSystem(), key.hasSystem());
                if (key.hasSystem()) {
                    addKey(key.withSystem(), true);
                }
                addAnswer(words, afterTool);
            }
            if (turn.role() == Role.USER) {
                words = Words.of(turn.text());
            }
            afterTool = turn.role() == Role.TOOL;
            key.add(turn);
        }
    }

    private void addKey(long key, boolean hasSystem) {
        if (keyCount == keys.length) {
            keys = Arrays.copyOf(keys, grown(keyCount));
            keyRows = Arrays.copyOf(keyRows, keys.length);
        }
        keys[keyCount] = key;
        keyRows[keyCount++] = DataIndex.marked(rows, hasSystem);
    }

    private void addAnswer(Words words, boolean afterTool) {
        if (words.isEmpty()) {
            return;
        }
        if (answers == answerRows.length) {
            firstHalves = Arrays.copyOf(firstHalves, grown(answers));
            secondHalves = Arrays.copyOf(secondHalves, firstHalves.length);
            answerRows = Arrays.copyOf(answerRows, firstHalves.length);
        }
        firstHalves[answers] = words.signature(0);
        secondHalves[answers] = words.signature(1);
        answerRows[answers++] = DataIndex.marked(rows, afterTool);
    }

    private static int grown(int size) {
        return size + (size >> 1) + 16;
    }

    DataIndex build() {
        new PairSort(keys, keyRows).sort(keyCount);
        removeDuplicates();
        return new DataIndex(
                Arrays.copyOf(offsets, rows),
                fileStarts,
                Arrays.copyOf(keys, keyCount),
                Arrays.copyOf(keyRows, keyCount),
                Arrays.copyOf(firstHalves, answers),
                Arrays.copyOf(secondHalves, answers),
                Arrays.copyOf(answerRows, answers));
    }

    /** Keeps the first row of each key, both with and without a system text. Otherwise many equal rows would make searches slow. */
    private void removeDuplicates() {
        var kept = 0;
        for (int i = 0; i < keyCount; i++) {
            var isDuplicate = kept > 0 && keys[kept - 1] == keys[i] && keyRows[kept - 1] < 0 == keyRows[i] < 0;
            if (!isDuplicate) {
                keys[kept] = keys[i];
                keyRows[kept++] = keyRows[i];
            }
        }
        keyCount = kept;
    }
}
