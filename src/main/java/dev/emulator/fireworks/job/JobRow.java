package dev.emulator.fireworks.job;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.lifecycle.Plan;
import dev.emulator.fireworks.lifecycle.StatefulRow;
import dev.emulator.fireworks.lifecycle.Transition;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import dev.emulator.fireworks.training.TrainingRun;
import jakarta.persistence.Basic;
import jakarta.persistence.FetchType;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The row of any fine-tuning job: which calls make sense in which state, and what a state brings with it.
 *
 * @param <S> what a client may write
 */
@MappedSuperclass
public abstract class JobRow<S extends Record> extends StatefulRow<S> {

    private @Nullable Instant completedTime;
    private int epochs;
    private long trainingRows;
    private long trainingTokens;

    @Basic(fetch = FetchType.LAZY) // only who makes what the job leaves behind wants it
    private String training;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected JobRow() {}

    protected JobRow(
            ResourceName name,
            String createdBy,
            Instant createTime,
            String timeline,
            S spec,
            Plan plan,
            TrainingRun training,
            ProtoJson protoJson) {
        super(name, createdBy, createTime, timeline, spec, plan, protoJson);
        this.epochs = training.epochs();
        this.trainingRows = training.isOnKnownData() ? training.rows() : 0;
        this.trainingTokens = training.isOnKnownData() ? training.tokensAfter(training.steps()) : 0;
        this.training = protoJson.writeString(training);
    }

    @Override
    protected final void entered(String state, Instant at) {
        var entered = JobState.valueOf(state);
        if (entered.isTerminal()) {
            completedTime = at;
        } else if (!entered.isDeleting()) {
            completedTime = null; // the end may have been taken back
        }
        if (entered == JobState.JOB_STATE_COMPLETED) {
            complete();
        }
    }

    @Override
    protected final void check(ProtoJson protoJson) {
        super.check(protoJson);
        check(JobState.names(), protoJson);
        if (epochs < 0 || trainingRows < 0 || trainingTokens < 0) {
            throw new IllegalArgumentException("epochs, rows and tokens of " + name() + " must be 0 or more");
        }
        try {
            training(protoJson).check();
        } catch (IllegalArgumentException | ProtoJsonException e) {
            throw new IllegalArgumentException("training of " + name() + ": " + e.getMessage(), e);
        }
    }

    public final JobState jobState() {
        return JobState.valueOf(state());
    }

    public final @Nullable Instant completedTime() {
        return completedTime;
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

    /** What it trains, and on what; a job of an older version trains for no steps. */
    public final TrainingRun training(ProtoJson protoJson) {
        return protoJson.readStored(training, TrainingRun.class);
    }

    /** How many steps it has taken. */
    public final long steps(Instant now, TrainingRun training) {
        var percent = progress(now);
        return percent == null ? 0 : training.stepsAt(percent);
    }

    /** Cancelling twice is harmless, as a client that retries expects. */
    public final Optional<Transition> cancel(Plan cancellation, Instant now) {
        var state = jobState();
        if (state == JobState.JOB_STATE_CANCELLING) {
            return Optional.empty();
        }
        if (state.isTerminal() || state.isDeleting()) {
            throw ApiException.failedPrecondition("job in state " + state + " cannot be cancelled");
        }
        return Optional.of(follow(cancellation, now));
    }

    /** Deleting twice is harmless as well. */
    public final Optional<Transition> delete(Plan deletion, Instant now) {
        return jobState().isDeleting() ? Optional.empty() : Optional.of(follow(deletion, now));
    }

    /** Goes on with the plan after the pause, or with {@code rest} where the plan has nothing after it. */
    public final Transition resume(Plan rest, Instant now) {
        var state = jobState();
        if (state != JobState.JOB_STATE_PAUSED) {
            throw ApiException.failedPrecondition("job in state " + state + " cannot be resumed");
        }
        var next = proceed(now);
        return next == null ? follow(rest, now) : next;
    }

    /** Without the product, which may be more than a long holds. */
    private static long share(long number, int percent) {
        return number / 100 * percent + number % 100 * percent / 100;
    }
}
