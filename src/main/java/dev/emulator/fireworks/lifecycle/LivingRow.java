package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.lifecycle.Plan.Stage;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.Row;
import jakarta.persistence.Basic;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.MappedSuperclass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A row whose state moves along its plan. Only the row itself changes its state, and every change is told as a {@link Transition}.
 *
 * @param <S> what a client may write
 */
@MappedSuperclass
public abstract class LivingRow<S extends Record> extends Row<S> {

    private String state;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Code statusCode;

    private String statusMessage;

    @Basic(fetch = FetchType.LAZY) // only who moves the row wants it
    private String plan;

    private int stage;
    private Instant stageEnteredAt;
    private @Nullable Instant nextTransitionAt;
    private @Nullable Instant putOffUntil;
    private int transitionCount;
    private @Nullable Integer progressFrom;
    private @Nullable Integer progressTo;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected LivingRow() {}

    @SuppressWarnings({"NullAway.Init", "this-escape"}) // enter() fills the rest, and tells the subclass
    protected LivingRow(
            ResourceName name, String createdBy, Instant createTime, S spec, Plan plan, ProtoJson protoJson) {
        super(name, createdBy, createTime, spec, protoJson);
        this.plan = Plans.text(plan);
        enter(plan, 0, createTime);
    }

    /** Lets a subclass note what a new state brings with it. Comes first from the constructor, before the subclass's own. */
    protected void entered(String state, Instant at) {}

    public final String state() {
        return state;
    }

    public final Status status() {
        return new Status(statusCode, statusMessage);
    }

    public final @Nullable Instant nextTransitionAt() {
        return nextTransitionAt;
    }

    /** How far the work is at a time, in percent; unset before it has begun. */
    public final @Nullable Integer progress(Instant now) {
        if (progressFrom == null || progressTo == null || nextTransitionAt == null) {
            return progressFrom;
        }
        var whole = Duration.between(stageEnteredAt, nextTransitionAt).toNanos();
        var passed = Math.max(0, Duration.between(stageEnteredAt, now).toNanos());
        return passed >= whole
                ? progressTo
                : Integer.valueOf(progressFrom + (int) ((progressTo - progressFrom) * (double) passed / whole));
    }

    /** Makes every transition that is due, each at the time it was planned for, however late it is made. */
    final Advance advance(Instant now) {
        var transitions = new ArrayList<Transition>();
        while (nextTransitionAt != null && !nextTransitionAt.isAfter(now)) {
            var at = nextTransitionAt;
            var current = Plans.parse(plan);
            if (current.isLast(stage)) {
                nextTransitionAt = null;
                transitions.add(transition(state, null, at));
                return new Advance(transitions, current.removes());
            }
            transitions.add(move(current, stage + 1, at));
        }
        return new Advance(transitions, false);
    }

    /** What became of a row. */
    record Advance(List<Transition> transitions, boolean removed) {}

    /** Leaves the plan for another one, now. */
    protected final Transition follow(Plan other, Instant clock) {
        var now = notBack(clock);
        var reached = progress(now);
        var from = state;
        this.plan = Plans.text(other);
        progressFrom = reached;
        progressTo = reached;
        enter(other, 0, now);
        return transition(from, state, now);
    }

    /** Leaves a stage that was holding for the next one of the plan; unset when there is none. */
    protected final @Nullable Transition proceed(Instant clock) {
        var current = Plans.parse(plan);
        return current.isLast(stage) ? null : move(current, stage + 1, notBack(clock));
    }

    /** The clocks of two replicas are never quite the same; what one of them did is past for the other as well. */
    private Instant notBack(Instant clock) {
        return clock.isBefore(stageEnteredAt) ? stageEnteredAt : clock;
    }

    private Transition move(Plan current, int index, Instant at) {
        var from = state;
        enter(current, index, at);
        return transition(from, state, at);
    }

    private Transition transition(String from, @Nullable String to, Instant at) {
        touch(at);
        return new Transition(this, uid(), transitionCount++, from, to, at);
    }

    private void enter(Plan current, int index, Instant at) {
        var next = current.stage(index);
        stage = index;
        stageEnteredAt = at;
        state = next.state();
        statusCode = next.code();
        statusMessage = next.message();
        nextTransitionAt = endOf(current, index, next, at);
        putOffUntil = null;
        if (next.progresses()) {
            progressFrom = progressTo == null ? Integer.valueOf(0) : progressTo;
            progressTo = Math.max(progressFrom, current.progressAfter(index));
        } else {
            progressFrom = progressTo;
        }
        entered(state, at);
    }

    private static @Nullable Instant endOf(Plan plan, int index, Stage stage, Instant entered) {
        var lasts = stage.lasts();
        return lasts == null || (plan.isLast(index) && !plan.removes()) ? null : entered.plus(lasts);
    }

    protected final void complete() {
        progressFrom = 100;
        progressTo = 100;
    }
}
