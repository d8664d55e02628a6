package dev.emulator.fireworks.job;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.lifecycle.StatefulRow;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.protojson.ProtoJson;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of any job: which calls make sense in which state, and what a state brings with it.
 *
 * @param <S> what a client may write
 */
@MappedSuperclass
public abstract class JobRow<S extends Record> extends StatefulRow<S> {

    private @Nullable Instant completedTime;

    protected JobRow() {}

    protected JobRow(NewJob job, S spec, Plan plan, ProtoJson protoJson) {
        super(job.name(), job.createdBy(), job.createTime(), job.timeline(), spec, plan, protoJson);
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
    protected void check(ProtoJson protoJson) {
        super.check(protoJson);
        check(JobState.names());
    }

    public final JobState jobState() {
        return JobState.valueOf(state());
    }

    public final @Nullable Instant completedTime() {
        return completedTime;
    }

    /** Cancelling twice is harmless, as a client that retries expects. */
    public final void cancel(Plan cancellation, Instant now) {
        var state = jobState();
        if (state == JobState.JOB_STATE_CANCELLING) {
            return;
        }
        if (state.isTerminal() || state.isDeleting()) {
            throw ApiException.failedPrecondition("job in state " + state + " cannot be cancelled");
        }
        follow(cancellation, now);
    }

    /** Deleting twice is harmless as well. */
    public final void delete(Plan deletion, Instant now) {
        if (!jobState().isDeleting()) {
            follow(deletion, now);
        }
    }

    /** Goes on with the plan after the pause, or with {@code rest} where the plan has nothing after it. */
    public final void resume(Plan rest, Instant now) {
        var state = jobState();
        if (state != JobState.JOB_STATE_PAUSED) {
            throw ApiException.failedPrecondition("job in state " + state + " cannot be resumed");
        }
        if (!proceed(now)) {
            follow(rest, now);
        }
    }
}
