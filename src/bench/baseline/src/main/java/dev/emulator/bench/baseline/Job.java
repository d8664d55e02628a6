package dev.emulator.bench.baseline;

import java.time.Instant;
import java.util.Map;

/** Every field the emulator's job has, so that both servers read and write the same JSON. */
record Job(
        String name,
        String displayName,
        Instant createTime,
        Instant updateTime,
        Instant completedTime,
        String dataset,
        Map<String, String> awsS3Config,
        Map<String, String> azureBlobStorageConfig,
        String state,
        Status status,
        String createdBy,
        String outputModel,
        String baseModel,
        String warmStartFrom,
        String jinjaTemplate,
        boolean earlyStop,
        int epochs,
        float learningRate,
        int maxContextLength,
        int loraRank,
        WandbConfig wandbConfig,
        String evaluationDataset,
        boolean isTurbo,
        boolean evalAutoCarveout,
        String region,
        int nodes,
        int batchSize,
        int batchSizeSamples,
        int gradientAccumulationSteps,
        int learningRateWarmupSteps,
        Map<String, Map<String, Float>> lrScheduler,
        float optimizerWeightDecay,
        boolean mtpEnabled,
        int mtpNumDraftTokens,
        boolean mtpFreezeBaseModel,
        HiddenStatesGenConfig hiddenStatesGenConfig,
        Map<String, Integer> jobProgress,
        String metricsFileSignedUrl,
        String trainerLogsSignedUrl,
        String renderSamplesSignedUrl,
        Map<String, String> estimatedCost,
        String usePurpose,
        String purpose,
        String encryptionState,
        boolean useReservation,
        String reservationTarget,
        String thinkingTraceHistoryMode) {

    record Status(String code, String message) {}

    record WandbConfig(
            boolean enabled, String apiKey, String project, String entity, String runId, String url) {}

    record HiddenStatesGenConfig(
            String deployedModel,
            int maxWorkers,
            int maxTokens,
            int inputOffset,
            int inputLimit,
            int maxContextLen,
            boolean regenerateAssistant,
            boolean outputActivations,
            String apiKey) {}

    Job created(String name, Instant now) {
        return new Job(
                name,
                displayName,
                now,
                now,
                null,
                dataset,
                awsS3Config,
                azureBlobStorageConfig,
                "JOB_STATE_CREATING",
                new Status("OK", ""),
                "bench@example.com",
                outputModel,
                baseModel,
                text(warmStartFrom),
                text(jinjaTemplate),
                earlyStop,
                epochs,
                learningRate,
                maxContextLength,
                loraRank,
                wandbConfig,
                text(evaluationDataset),
                isTurbo,
                evalAutoCarveout,
                region,
                nodes,
                batchSize,
                batchSizeSamples,
                gradientAccumulationSteps,
                learningRateWarmupSteps,
                lrScheduler,
                optimizerWeightDecay,
                mtpEnabled,
                mtpNumDraftTokens,
                mtpFreezeBaseModel,
                hiddenStatesGenConfig,
                jobProgress,
                text(metricsFileSignedUrl),
                "",
                "",
                estimatedCost,
                text(usePurpose),
                "PURPOSE_UNSPECIFIED",
                "ENCRYPTION_STATE_UNSPECIFIED",
                useReservation,
                text(reservationTarget),
                "THINKING_TRACE_HISTORY_MODE_UNSPECIFIED");
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
