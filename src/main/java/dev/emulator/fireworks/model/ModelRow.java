package dev.emulator.fireworks.model;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.model.Model.Kind;
import dev.emulator.fireworks.model.Model.Spec;
import dev.emulator.fireworks.model.Model.State;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.Row;
import dev.emulator.fireworks.types.EncryptionState;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The stored row of a user's model, which was uploaded or made by a job. */
@Entity
@Table(name = ModelRow.TABLE)
final class ModelRow extends Row<Spec> {

    static final String TABLE = "model";

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Code statusCode;

    private String statusMessage;
    private String cluster;
    private boolean calibrated;
    private boolean tunable;
    private String fineTuningJob;
    private String baseModel;
    private long weightsSeed;
    private double finalLoss;
    private @Nullable Instant tunedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected ModelRow() {}

    private ModelRow(
            ResourceName name,
            String createdBy,
            Instant createTime,
            Spec spec,
            State state,
            String cluster,
            ProtoJson protoJson) {
        super(name, createdBy, createTime, spec, protoJson);
        this.state = state;
        this.statusCode = Code.OK;
        this.statusMessage = "";
        this.cluster = cluster;
        this.fineTuningJob = "";
        this.baseModel = "";
        this.tunable = isTunable(spec);
    }

    /** A model whose files are to be uploaded. */
    static ModelRow uploading(
            ResourceName name, String createdBy, Instant createTime, Spec spec, String cluster, ProtoJson protoJson) {
        return new ModelRow(name, createdBy, createTime, spec, State.UPLOADING, cluster, protoJson);
    }

    /** The output model of a job. */
    static ModelRow tuned(OutputModels.Outcome outcome, Spec spec, ProtoJson protoJson) {
        var row =
                new ModelRow(outcome.model(), outcome.createdBy(), outcome.at(), spec, State.UPLOADING, "", protoJson);
        row.keep(outcome);
        return row;
    }

    /** Replaces the model by the output of another job, unless the current one is from a job that ended later. */
    void retune(OutputModels.Outcome outcome, Spec spec, ProtoJson protoJson) {
        if (tunedAt != null && outcome.at().isBefore(tunedAt)) {
            return;
        }
        var isSame =
                fineTuningJob.equals(outcome.job().toString()) && outcome.at().equals(tunedAt);
        if (!isSame) {
            change(spec, outcome.at(), protoJson);
        }
        keep(outcome);
    }

    private void keep(OutputModels.Outcome outcome) {
        fineTuningJob = outcome.job().toString();
        baseModel = outcome.baseModel();
        weightsSeed = outcome.weightsSeed();
        finalLoss = outcome.finalLoss();
        tunedAt = outcome.at();
        state = outcome.isReady() ? State.READY : State.UPLOADING;
    }

    @Override
    protected String collection() {
        return Model.COLLECTION;
    }

    @Override
    protected Class<Spec> specType() {
        return Spec.class;
    }

    @Override
    protected void check(ProtoJson protoJson) {
        super.check(protoJson);
        if (isTuned() && ResourceName.parse(fineTuningJob).isEmpty()) {
            throw new IllegalArgumentException("fine_tuning_job of " + name() + " must be the name of a job");
        }
    }

    State state() {
        return state;
    }

    boolean isTuned() {
        return !fineTuningJob.isEmpty();
    }

    /** The name of the job that has trained the model; empty for an uploaded model. */
    String fineTuningJob() {
        return fineTuningJob;
    }

    /** Whether the generated files of a job can be downloaded. */
    boolean hasTunedFiles() {
        return isTuned() && state == State.READY;
    }

    /** Base model of the training; empty for an uploaded model. */
    String baseModel() {
        return baseModel;
    }

    long weightsSeed() {
        return weightsSeed;
    }

    /** Last loss of the training; 0 for an uploaded model. */
    double finalLoss() {
        return finalLoss;
    }

    @Override
    public void change(Spec spec, Instant now, ProtoJson protoJson) {
        super.change(spec, now, protoJson);
        tunable = isTunable(spec);
    }

    /** Stored in a column, so that responses need not parse the specification. */
    private static boolean isTunable(Spec spec) {
        var base = spec.baseModelDetails();
        return spec.kind() == Kind.HF_BASE_MODEL && base != null && base.tunable();
    }

    /** Marks the uploaded files as valid. */
    void complete(Instant now) {
        state = State.READY;
        statusCode = Code.OK;
        statusMessage = "";
        touch(now);
    }

    /** Marks the uploaded files as invalid. Files that were in use before stay in use. */
    void refuse(String reason, Instant now) {
        statusCode = Code.INVALID_ARGUMENT;
        statusMessage = reason;
        touch(now);
    }

    void calibrate(Instant now) {
        calibrated = true;
        touch(now);
    }

    Model toResource(ProtoJson protoJson) {
        return new Model(
                name().toString(),
                createTime(),
                state,
                new Status(statusCode, statusMessage),
                "",
                fineTuningJob,
                List.of(),
                cluster,
                calibrated,
                tunable,
                updateTime(),
                Map.of(),
                false,
                false,
                tunable,
                tunable,
                false,
                false,
                false,
                EncryptionState.ENCRYPTION_STATE_PLAINTEXT,
                List.of(),
                List.of(),
                List.of(),
                spec(protoJson));
    }
}
