package dev.emulator.fireworks.job;

/** Progress of a job. */
public record JobProgress(
        int percent,
        int epoch,
        int totalInputRequests,
        int totalProcessedRequests,
        int successfullyProcessedRequests,
        int failedRequests,
        int outputRows,
        int inputTokens,
        int outputTokens,
        int cachedInputTokenCount) {

    /** Progress of a running job. Epochs count from 0. The live service leaves the counters at 0 during the training. */
    public static JobProgress of(int percent, int epochs) {
        return of(percent, epochs, 0, 0);
    }

    /** Progress of a job that has trained, with the number of rows and the tokens of all epochs. */
    public static JobProgress of(int percent, int epochs, long rows, long tokens) {
        var epoch = Math.max(0, Math.min(epochs - 1, (int) ((long) percent * epochs / 100)));
        var counted = count(rows);
        return new JobProgress(percent, epoch, counted, counted, counted, 0, 0, count(tokens), 0, 0);
    }

    private static int count(long number) {
        return (int) Math.min(Integer.MAX_VALUE, number);
    }
}
