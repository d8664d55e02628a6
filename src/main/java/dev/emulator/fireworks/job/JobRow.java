package dev.emulator.fireworks.job;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.lifecycle.StatefulRow;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.protojson.ProtoJson;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Base class of the rows of jobs. Checks which actions are possible in which state, and sets the completion time.
 *
 * @param <S> the fields that clients can set
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
            completedTime = null; // the terminal transition may have been reverted
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

    /** A second cancel does nothing, so that clients can retry. */
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

    /** A second delete does nothing. */
    public final void delete(Plan deletion, Instant now) {
        if (!jobState().isDeleting()) {
            follow(deletion, now);
        }
    }

    /** Continues the plan after the pause, or switches to {@code rest} if the plan ends with the pause. */
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
