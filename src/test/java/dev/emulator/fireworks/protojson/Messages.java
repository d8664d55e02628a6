package dev.emulator.fireworks.protojson;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages of every shape that the API has. */
interface Messages {

    enum State {
        JOB_STATE_UNSPECIFIED,
        JOB_STATE_CREATING,
        JOB_STATE_COMPLETED
    }

    enum Precision implements ProtoEnum {
        PRECISION_UNSPECIFIED(0),
        FP8(4),
        BF16(7);

        private final int number;

        Precision(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }

    record Progress(int percent, long outputRows) {}

    record Status(String code, String message) {}

    record Wandb(boolean enabled, String apiKey) {}

    record Linear(float endFactor) {}

    record Cosine(float minFactor) {}

    record Scheduler(
            int warmupSteps,
            @OneOf("schedule") @Nullable Linear linear,
            @OneOf("schedule") @Nullable Cosine cosine) {}

    record Spec(
            String dataset,
            int epochs,
            float learningRate,
            long tokens,
            @Nullable Wandb wandbConfig,
            @Nullable Scheduler lrScheduler,
            List<String> tags) {}

    record Job(
            String name,
            @Nullable Instant createTime,
            State state,
            @Nullable Progress jobProgress,
            @JsonUnwrapped LazyMessage<Spec> spec,
            Status status) {}

    record SpecFirst(
            @JsonUnwrapped LazyMessage<Spec> spec,
            @JsonUnwrapped Wandb wandb,
            String last) {}

    record Page(List<Job> jobs, String nextPageToken, int totalSize) {}

    record Everything(
            String text,
            boolean flag,
            int small,
            long big,
            float single,
            double twice,
            State state,
            Precision precision,
            @Nullable Instant at,
            @Nullable Duration lasting,
            @Nullable Progress progress,
            @ProtoOptional @Nullable Float temperature,
            @ProtoOptional @Nullable Integer n,
            @ProtoOptional @Nullable String note,
            List<String> texts,
            List<Float> floats,
            List<Long> longs,
            List<State> states,
            List<Progress> steps,
            Map<String, String> labels,
            Map<String, Double> metrics,
            Map<String, Progress> byName) {}

    record Node(String name, @Nullable Node next, List<Node> children) {}

    record Names(String awsS3Config, String iamRoleArn, int mtpNumDraftTokens, float topP, int r) {}

    record Nothing() {}
}
