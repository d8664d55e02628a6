package dev.emulator.fireworks.dataset;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.protojson.OneOf;
import dev.emulator.fireworks.types.EncryptionState;
import dev.emulator.fireworks.validation.SchemaLevel;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A dataset in the API: output-only fields and the specification from the client. */
record Dataset(
        String name,
        @Nullable Instant createTime,
        State state,
        @Nullable Status status,
        String createdBy,
        @Nullable Instant updateTime,
        long estimatedTokenCount,
        float averageTurnCount,
        EncryptionState encryptionState,
        @JsonUnwrapped LazyMessage<Spec> spec) {

    static final String COLLECTION = "datasets";

    /** The fields that clients can set. */
    record Spec(
            String displayName,

            @PositiveOrZero(message = "example_count must not be negative", groups = SchemaLevel.class)
            long exampleCount,

            @OneOf("source") @Nullable UserUploaded userUploaded,
            @OneOf("source") @Nullable EvaluationResult evaluationResult,
            @OneOf("source") @Nullable Transformed transformed,
            @OneOf("source") @Nullable Splitted splitted,
            @OneOf("source") @Nullable EvalProtocol evalProtocol,
            String externalUrl,
            Format format,
            String sourceJobName) {

        /** Whether the user uploads the files. Only then does the service require {@code exampleCount}. */
        boolean isUploaded() {
            return evaluationResult == null
                    && transformed == null
                    && splitted == null
                    && evalProtocol == null
                    && externalUrl.isEmpty();
        }

        /** The dataset from which this one was made. */
        Optional<String> sourceDatasetId() {
            return Optional.ofNullable(transformed)
                    .map(Transformed::sourceDatasetId)
                    .or(() -> Optional.ofNullable(splitted).map(Splitted::sourceDatasetId))
                    .filter(id -> !id.isEmpty());
        }
    }

    /** The API has no state for a refused dataset. It stays in UPLOADING, and its status has the reason. */
    enum State {
        STATE_UNSPECIFIED,
        UPLOADING,
        READY
    }

    /** Format of the rows, as declared by the client. It is not changed to the format that the emulator detects. */
    enum Format {
        FORMAT_UNSPECIFIED,
        CHAT,
        COMPLETION,
        RL
    }

    /** Source: uploaded by a user. */
    record UserUploaded() {}

    /** Source: the result of an evaluation. */
    record EvaluationResult(String evaluationJobId) {}

    /** Source: transformed from another dataset. */
    record Transformed(String sourceDatasetId, String filter, Format originalFormat) {}

    /** Source: a chunk of another dataset. */
    record Splitted(String sourceDatasetId) {}

    /** Source: created by the eval protocol. */
    record EvalProtocol() {}
}
