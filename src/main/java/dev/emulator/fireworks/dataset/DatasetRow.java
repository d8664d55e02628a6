package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.dataset.Dataset.Spec;
import dev.emulator.fireworks.dataset.Dataset.State;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.Row;
import dev.emulator.fireworks.types.EncryptionState;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The stored row of a dataset. */
@Entity
@Table(name = DatasetRow.TABLE)
final class DatasetRow extends Row<Spec> {

    static final String TABLE = "dataset";

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Code statusCode;

    private String statusMessage;
    private long rowCount;
    private long trainableCount;
    private long estimatedTokenCount;
    private double averageTurnCount;
    private String checksum;
    private boolean stuck;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected DatasetRow() {}

    DatasetRow(ResourceName name, String createdBy, Instant createTime, Spec spec, ProtoJson protoJson) {
        super(name, createdBy, createTime, spec, protoJson);
        // The files of an external dataset are never uploaded.
        state = spec.externalUrl().isEmpty() ? State.UPLOADING : State.READY;
        statusCode = Code.OK;
        statusMessage = "";
        checksum = "";
    }

    @Override
    protected String collection() {
        return Dataset.COLLECTION;
    }

    @Override
    protected Class<Spec> specType() {
        return Spec.class;
    }

    @Override
    protected void check(ProtoJson protoJson) {
        super.check(protoJson);
        if (Math.min(Math.min(rowCount, trainableCount), estimatedTokenCount) < 0
                || !(averageTurnCount >= 0 && averageTurnCount < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("counts of " + name() + " must be 0 or more");
        }
    }

    State state() {
        return state;
    }

    /** Why the files were refused; empty if they were not, or are not uploaded yet. */
    String statusMessage() {
        return statusMessage;
    }

    long rowCount() {
        return rowCount;
    }

    long trainableCount() {
        return trainableCount;
    }

    long estimatedTokenCount() {
        return estimatedTokenCount;
    }

    /** Checksum of all files; empty before the first upload. */
    String checksum() {
        return checksum;
    }

    /** Whether the upload was validated before it was complete. Such a dataset accepts no more uploads, as observed. */
    boolean isStuck() {
        return stuck;
    }

    void markStuck() {
        stuck = true;
    }

    /** Stores the result of an examination, which also decides the state. */
    void receive(DatasetContent verdict, Instant now) {
        var refusal = verdict.refusal();
        state = refusal.isPresent() ? State.UPLOADING : State.READY;
        statusCode = refusal.isPresent() ? Code.INVALID_ARGUMENT : Code.OK;
        statusMessage = refusal.orElse("");
        rowCount = verdict.rows();
        trainableCount = verdict.trainable();
        estimatedTokenCount = verdict.tokens();
        averageTurnCount = verdict.averageTurns();
        checksum = verdict.checksum();
        touch(now);
    }

    Dataset toResource(ProtoJson protoJson) {
        return new Dataset(
                name().toString(),
                createTime(),
                state,
                new Status(statusCode, statusMessage),
                createdBy(),
                updateTime(),
                estimatedTokenCount,
                (float) averageTurnCount,
                EncryptionState.ENCRYPTION_STATE_PLAINTEXT,
                spec(protoJson));
    }
}
