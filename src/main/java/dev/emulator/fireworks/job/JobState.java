package dev.emulator.fireworks.job;

import dev.emulator.fireworks.protojson.ProtoEnum;
import java.util.Arrays;
import java.util.List;

/** All states that any version of the API has named. Numbers up to 19 are documented, the others are inferred. */
public enum JobState implements ProtoEnum {
    JOB_STATE_UNSPECIFIED(0),
    JOB_STATE_CREATING(1),
    JOB_STATE_RUNNING(2),
    JOB_STATE_COMPLETED(3),
    JOB_STATE_FAILED(4),
    JOB_STATE_CANCELLED(5),
    JOB_STATE_DELETING(6),
    JOB_STATE_WRITING_RESULTS(7),
    JOB_STATE_VALIDATING(8),
    JOB_STATE_ROLLOUT(9),
    JOB_STATE_EVALUATION(10),
    JOB_STATE_FAILED_CLEANING_UP(11),
    JOB_STATE_DELETING_CLEANING_UP(12),
    JOB_STATE_POLICY_UPDATE(13),
    JOB_STATE_PENDING(14),
    JOB_STATE_EXPIRED_CLEANING_UP(15),
    JOB_STATE_EXPIRED(16),
    JOB_STATE_CREATING_DEPENDENCIES(17),
    JOB_STATE_RE_QUEUEING(18),
    JOB_STATE_CREATING_INPUT_DATASET(19),
    JOB_STATE_IDLE(20),
    JOB_STATE_CANCELLING(21),
    JOB_STATE_EARLY_STOPPED(22),
    JOB_STATE_PAUSED(23),
    JOB_STATE_DELETED(24),
    JOB_STATE_ARCHIVED(25),
    /** Not in any version of the API. Plans use it to test how a client handles a state that a later version might add. */
    JOB_STATE_FROM_THE_FUTURE(9999);

    private static final String PREFIX = "JOB_STATE_";

    private final int number;

    JobState(int number) {
        this.number = number;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public boolean isPublished() {
        return this != JOB_STATE_FROM_THE_FUTURE;
    }

    /** Whether the job has ended; then only delete is possible. */
    public boolean isTerminal() {
        return switch (this) {
            case JOB_STATE_COMPLETED,
                    JOB_STATE_FAILED,
                    JOB_STATE_CANCELLED,
                    JOB_STATE_EXPIRED,
                    JOB_STATE_EARLY_STOPPED,
                    JOB_STATE_DELETED,
                    JOB_STATE_ARCHIVED -> true;
            default -> false;
        };
    }

    /** Whether the job has finished its training and so has a model. */
    public boolean hasTrained() {
        return this == JOB_STATE_COMPLETED || this == JOB_STATE_EARLY_STOPPED;
    }

    /** Whether the job is being deleted. */
    public boolean isDeleting() {
        return this == JOB_STATE_DELETING || this == JOB_STATE_DELETING_CLEANING_UP;
    }

    /** The name without its prefix, as in settings. */
    public String shortName() {
        return name().substring(PREFIX.length());
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(JobState::name).toList();
    }
}
