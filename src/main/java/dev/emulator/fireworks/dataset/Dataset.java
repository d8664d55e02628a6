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

/** A dataset as the API shows it: what the client says about it, and what the server found in it. */
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

    /** What a client may write. */
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

        /** What somebody else made need not be counted. */
        boolean isUploaded() {
            return evaluationResult == null
                    && transformed == null
                    && splitted == null
                    && evalProtocol == null
                    && externalUrl.isEmpty();
        }

        /** What it was made from, if it was made from another dataset. */
        Optional<String> sourceDatasetId() {
            return Optional.ofNullable(transformed)
                    .map(Transformed::sourceDatasetId)
                    .or(() -> Optional.ofNullable(splitted).map(Splitted::sourceDatasetId))
                    .filter(id -> !id.isEmpty());
        }
    }

    /** There is no state for a dataset that was refused: it goes on uploading, and its status says why. */
    enum State {
        STATE_UNSPECIFIED,
        UPLOADING,
        READY
    }

    /** What the rows look like; told by the client and never found out. */
    enum Format {
        FORMAT_UNSPECIFIED,
        CHAT,
        COMPLETION,
        RL
    }

    /** Uploaded by its user. */
    record UserUploaded() {}

    /** Made by an evaluation. */
    record EvaluationResult(String evaluationJobId) {}

    /** Made from another dataset. */
    record Transformed(String sourceDatasetId, String filter, Format originalFormat) {}

    /** Cut out of another dataset. */
    record Splitted(String sourceDatasetId) {}

    /** Made by the eval protocol. */
    record EvalProtocol() {}
}
