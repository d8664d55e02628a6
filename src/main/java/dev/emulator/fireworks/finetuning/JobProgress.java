package dev.emulator.fireworks.finetuning;

/** How far a job is. */
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

    /** Epochs count from 0; the service leaves the counters at 0 while it trains. */
    static JobProgress of(int percent, int epochs) {
        var epoch = Math.max(0, Math.min(epochs - 1, (int) ((long) percent * epochs / 100)));
        return new JobProgress(percent, epoch, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
