package dev.emulator.bench.jmh;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.protojson.LazyMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The job of the benchmark, src/bench/job.json, and the records it is read into; the run starts in the project's root. */
final class Jobs {

    private Jobs() {}

    static byte[] body() {
        try {
            return Files.readAllBytes(Path.of("src/bench/job.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Wandb(boolean enabled, String apiKey, String project, String entity, String runId) {}

    record HiddenStates(
            String deployedModel,
            int maxWorkers,
            int maxTokens,
            int inputOffset,
            int inputLimit,
            int maxContextLen,
            boolean regenerateAssistant,
            boolean outputActivations,
            String apiKey) {}

    /** What a client may write: every field of the body. */
    public record Spec(
            String displayName,
            String dataset,
            String outputModel,
            String baseModel,
            String jinjaTemplate,
            boolean earlyStop,
            int epochs,
            float learningRate,
            int maxContextLength,
            int loraRank,
            Wandb wandbConfig,
            String evaluationDataset,
            boolean isTurbo,
            boolean evalAutoCarveout,
            String region,
            int nodes,
            int batchSize,
            boolean mtpEnabled,
            int mtpNumDraftTokens,
            boolean mtpFreezeBaseModel,
            HiddenStates hiddenStatesGenConfig,
            int gradientAccumulationSteps,
            int learningRateWarmupSteps) {}

    /** A job as the emulator answers it: its spec may be text that is spliced in. */
    public record Job(String name, Instant createTime, String state, @JsonUnwrapped LazyMessage<Spec> spec) {}

    public record Page(List<Job> supervisedFineTuningJobs, String nextPageToken, int totalSize) {}

    /** The same for plain Jackson. */
    public record PlainJob(String name, Instant createTime, String state, @JsonUnwrapped Spec spec) {}

    public record PlainPage(List<PlainJob> supervisedFineTuningJobs, String nextPageToken, int totalSize) {}
}
