package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.job.JobProgress;
import dev.emulator.fireworks.job.JobRow;
import dev.emulator.fireworks.job.NewJob;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import dev.emulator.fireworks.store.JsonColumn;
import dev.emulator.fireworks.store.OmittedFromViews;
import dev.emulator.fireworks.training.TrainingRun;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Base class of the rows of jobs that train a model, with the training run and its progress.
 *
 * @param <S> the fields that clients can set
 * @param <T> the resource
 */
@MappedSuperclass
public abstract class TrainedJobRow<S extends Record & TrainingSpec<S>, T> extends JobRow<S> {

    private int epochs;
    private long trainingRows;
    private long trainingTokens;

    @JsonColumn(mayBeEmpty = true, fromClient = false)
    @OmittedFromViews
    private String training;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected TrainedJobRow() {}

    protected TrainedJobRow(NewJob job, PreparedTraining<S> prepared, ProtoJson protoJson) {
        super(job, prepared.spec(), prepared.plan(), protoJson);
        var run = prepared.run();
        this.epochs = run.epochs();
        this.trainingRows = run.isOnKnownData() ? run.rows() : 0;
        this.trainingTokens = run.isOnKnownData() ? run.tokensAfter(run.steps()) : 0;
        this.training = protoJson.writeString(run);
    }

    /** The resource of the API. It may depend only on the row and the parameters. */
    public abstract T toResource(@Nullable JobProgress progress, ArtifactLinks links, ProtoJson protoJson);

    @Override
    protected final void check(ProtoJson protoJson) {
        super.check(protoJson);
        if (epochs < 0 || trainingRows < 0 || trainingTokens < 0) {
            throw new IllegalArgumentException("epochs, rows and tokens of " + name() + " must be 0 or more");
        }
        try {
            training(protoJson).check();
        } catch (IllegalArgumentException | ProtoJsonException e) {
            throw new IllegalArgumentException("training of " + name() + ": " + e.getMessage(), e);
        }
    }

    public final @Nullable JobProgress jobProgress(Instant now) {
        var percent = progress(now);
        if (percent == null) {
            return null;
        }
        return jobState().hasTrained()
                ? JobProgress.of(percent, epochs, trainingRows, share(trainingTokens, percent))
                : JobProgress.of(percent, epochs);
    }

    /** The training run. A job from an older version of the emulator has a run without steps. */
    public final TrainingRun training(ProtoJson protoJson) {
        return protoJson.readStored(read(training), TrainingRun.class);
    }

    /** The number of steps that are done. */
    public final long steps(Instant now, TrainingRun training) {
        var percent = progress(now);
        return percent == null ? 0 : training.stepsAt(percent);
    }

    /** Percentage of a number, without a product that could overflow a long. */
    private static long share(long number, int percent) {
        return number / 100 * percent + number % 100 * percent / 100;
    }
}
