package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.events.Event;
import dev.emulator.fireworks.events.Events;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A recorded change of state. It is written in the transaction of the change, and its key prevents recording the same change twice. */
@Entity
@IdClass(Transition.Key.class)
final class Transition {

    /** The row, and the number of its transition. */
    record Key(long rowUid, int seq) implements Serializable {}

    @Id
    private long rowUid;

    @Id
    private int seq;

    private String collection;
    private String accountId;
    private String resourceId;
    private String fromState;
    private @Nullable String toState;
    private Instant movedAt;
    private int leftStage;
    private @Nullable Instant leftEnteredAt;
    private @Nullable Integer leftProgress;
    private @Nullable String leftPlan;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected Transition() {}

    Transition(StatefulRow<?> row, long rowUid, int seq, PriorState left, @Nullable String toState, Instant at) {
        var name = row.name();
        this.rowUid = rowUid;
        this.seq = seq;
        this.collection = name.collection();
        this.accountId = name.account();
        this.resourceId = name.id();
        this.fromState = left.state();
        this.toState = toState;
        this.movedAt = at;
        this.leftStage = left.stage();
        this.leftEnteredAt = left.enteredAt();
        this.leftProgress = left.progress();
        this.leftPlan = left.plan();
    }

    /** The state of the row before; empty if an older version of the emulator recorded the transition. */
    Optional<PriorState> left() {
        return Optional.ofNullable(leftEnteredAt)
                .map(entered -> new PriorState(fromState, leftStage, entered, leftProgress, leftPlan));
    }

    public String fromState() {
        return fromState;
    }

    /** The state after the change; unset if the resource was deleted. */
    public @Nullable String toState() {
        return toState;
    }

    public Instant at() {
        return movedAt;
    }

    void publishTo(Events events) {
        events.publish(
                movedAt,
                accountId,
                Event.Type.TRANSITION,
                new ResourceName(accountId, collection, resourceId).toString(),
                Map.of("from", fromState, "to", Objects.requireNonNullElse(toState, "")));
    }
}
