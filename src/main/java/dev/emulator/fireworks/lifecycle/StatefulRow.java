package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.plan.Curve;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.plan.PlanCodec;
import dev.emulator.fireworks.plan.PlanPosition;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.JsonColumn;
import dev.emulator.fireworks.store.OmittedFromViews;
import dev.emulator.fireworks.store.Row;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Transient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A row whose state follows its plan. Only the row itself changes its state. It collects its transitions until {@link Lifecycle} records
 * them.
 *
 * @param <S> the fields that clients can set
 */
@MappedSuperclass
public abstract class StatefulRow<S extends Record> extends Row<S> {

    private String state;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Code statusCode;

    private String statusMessage;

    @JsonColumn(Plan.class)
    @OmittedFromViews
    private String plan;

    @OmittedFromViews
    private String timeline;

    private int stage;
    private Instant stageEnteredAt;
    private @Nullable Instant nextTransitionAt;

    @OmittedFromViews
    private @Nullable Instant putOffUntil;

    private int transitionCount;
    private @Nullable Integer progressFrom;
    private @Nullable Integer progressTo;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Curve progressCurve;

    /** Transitions that are not recorded yet; unset if there are none. */
    @Transient
    private @Nullable List<Transition> unrecorded;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected StatefulRow() {}

    @SuppressWarnings({"NullAway.Init", "this-escape"}) // enter() sets the other fields, and calls the subclass
    protected StatefulRow(
            ResourceName name,
            String createdBy,
            Instant createTime,
            String timeline,
            S spec,
            Plan plan,
            ProtoJson protoJson) {
        super(name, createdBy, createTime, spec, protoJson);
        this.timeline = timeline;
        this.plan = PlanCodec.text(plan);
        this.unrecorded = new ArrayList<>();
        PlanPosition.requireEnd(plan, 0, createTime);
        followed(plan);
        enter(plan, 0, createTime);
    }

    /** Called on each new state. The first call comes from the constructor of this class, before that of the subclass has run. */
    protected void entered(String state, Instant at) {}

    /** Called with each plan that the row begins to follow, before its first state. As {@link #entered}, it is called by the constructor. */
    protected void followed(Plan plan) {}

    public final String state() {
        return state;
    }

    public final Status status() {
        return new Status(statusCode, statusMessage);
    }

    public final @Nullable Instant nextTransitionAt() {
        return nextTransitionAt;
    }

    /** The progress at a time, in percent; unset before the work has begun. */
    public final @Nullable Integer progress(Instant now) {
        if (progressFrom == null || progressTo == null || nextTransitionAt == null) {
            return progressFrom;
        }
        var passed = Duration.between(stageEnteredAt, now);
        return progressCurve.between(
                progressFrom, progressTo, passed, Duration.between(stageEnteredAt, nextTransitionAt));
    }

    final boolean isDue(Instant now) {
        return nextTransitionAt != null && !nextTransitionAt.isAfter(now);
    }

    /**
     * Applies due transitions. Each gets the time that was planned, even if it is applied late.
     *
     * @return whether the plan has ended and the row must be deleted
     */
    final boolean advance(Instant now, int most) {
        for (int made = 0; made < most && isDue(now); made++) {
            var at = Objects.requireNonNull(nextTransitionAt);
            var current = PlanCodec.parse(read(plan));
            if (!current.isLast(stage)) {
                move(current, stage + 1, at);
                continue;
            }
            nextTransitionAt = null;
            if (current.removesAfter(stage)) {
                note(prior(null), null, at);
                return true;
            }
        }
        return false;
    }

    /** Whether the results are available. This is when the resource ends, unless its plan delays them. */
    public final boolean hasSettled() {
        return nextTransitionAt == null;
    }

    protected final PlanPosition position() {
        return new PlanPosition(PlanCodec.parse(read(plan)), stage, stageEnteredAt, nextTransitionAt);
    }

    /** Returns and clears the transitions that are not recorded yet, for {@link Lifecycle}. */
    final List<Transition> takeTransitions() {
        var made = unrecorded == null ? List.<Transition>of() : unrecorded;
        unrecorded = null;
        return made;
    }

    @PrePersist
    @PreUpdate
    @PreRemove
    @Override
    protected final void checkBeforeWriting() {
        if (unrecorded != null) {
            throw new IllegalStateException(
                    name() + " was changed without Lifecycle, so its transitions are not recorded");
        }
    }

    /** Switches to the first stage of another plan, now. */
    protected final void follow(Plan other, Instant clock) {
        var now = notBack(clock);
        PlanPosition.requireEnd(other, 0, now);
        var reached = progress(now);
        var left = prior(read(plan));
        this.plan = PlanCodec.text(other);
        followed(other);
        progressFrom = reached;
        progressTo = reached;
        enter(other, 0, now);
        note(left, state, now);
    }

    /** Switches to another plan, at the stage with the current state if there is one. */
    final void adopt(Plan other, Instant clock) {
        var same = other.indexOf(state);
        follow(same < 0 ? other : other.from(same), clock);
    }

    /**
     * Moves from a stage that holds to the next stage of the plan.
     *
     * @return false if there is no next stage
     */
    protected final boolean proceed(Instant clock) {
        var current = PlanCodec.parse(read(plan));
        if (current.isLast(stage)) {
            return false;
        }
        var now = notBack(clock);
        PlanPosition.requireEnd(current, stage + 1, now);
        move(current, stage + 1, now);
        return true;
    }

    /** Changes the start of the current stage, or the stages after it. This is not a transition. */
    protected final void reposition(UnaryOperator<PlanPosition> change) {
        var changed = change.apply(position());
        plan = PlanCodec.text(changed.plan());
        stageEnteredAt = changed.enteredAt();
        nextTransitionAt = changed.next();
    }

    /** The clocks of two replicas differ slightly. A transition by one replica must not be later than "now" for the other. */
    private Instant notBack(Instant clock) {
        return clock.isBefore(stageEnteredAt) ? stageEnteredAt : clock;
    }

    private void move(Plan current, int index, Instant at) {
        var left = prior(null);
        enter(current, index, at);
        note(left, state, at);
    }

    private void note(PriorState left, @Nullable String to, Instant at) {
        touch(at);
        if (unrecorded == null) {
            unrecorded = new ArrayList<>();
        }
        unrecorded.add(new Transition(this, uid(), transitionCount++, left, to, at));
    }

    /** @param left the former plan; unset if the plan stays the same */
    private PriorState prior(@Nullable String left) {
        return new PriorState(state, stage, stageEnteredAt, progressFrom, left);
    }

    /** Reverts the latest transition. */
    final void revert(PriorState left) {
        var text = left.plan() == null ? read(plan) : left.plan();
        var before = PlanCodec.parse(text);
        PlanPosition.requireStage(before, left.stage(), name());
        plan = text;
        progressTo = left.progress();
        transitionCount--;
        enter(before, left.stage(), left.enteredAt());
        touch(left.enteredAt());
    }

    /**
     * @param states all states of the resource's type
     * @throws IllegalArgumentException if the plan cannot have led to this state
     */
    protected final void check(List<String> states) {
        if (!states.contains(state)) {
            throw new IllegalArgumentException(name() + ": no resource can be in state " + state);
        }
        try {
            position().check(state, states);
            PlanPosition.require(
                    read(timeline).isEmpty() || timeline.equals(account()),
                    "timeline " + timeline + " belongs to another account");
            PlanPosition.require(transitionCount >= 0, "transition_count must be 0 or more");
            PlanPosition.requirePercentages(progressFrom, progressTo);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name() + ": " + e.getMessage(), e);
        }
    }

    private void enter(Plan current, int index, Instant at) {
        var next = current.stage(index);
        stage = index;
        stageEnteredAt = at;
        state = next.state();
        statusCode = next.code();
        statusMessage = next.message();
        nextTransitionAt = current.endOf(index, at).orElse(null);
        putOffUntil = null;
        progressCurve = current.curve();
        if (next.progresses()) {
            progressFrom = progressTo == null ? Integer.valueOf(0) : progressTo;
            progressTo = Math.max(progressFrom, current.progressAfter(index));
        } else {
            progressFrom = progressTo;
        }
        entered(state, at);
    }

    protected final void complete() {
        progressFrom = 100;
        progressTo = 100;
    }
}
