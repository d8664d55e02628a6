package dev.emulator.fireworks.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a room knows about the plans of its resources. It joins by declaring one as a bean. */
public interface StateModel {

    /** Every state there is, as the API spells it. */
    List<String> states();

    /** The state that somebody means, who may leave the prefix away. */
    Optional<String> state(String spelled);

    /** Whether nothing comes after a state any more. */
    boolean isEnding(String state);

    /** Whether what is in a state can no longer be given another fate: it has ended, or is on its way out. */
    boolean isSettled(String state);

    /** Whether resources that end in a state leave something behind. */
    boolean leavesSomething(String state);

    /** A stage in a state, with whatever usually belongs to it. */
    Plan.Stage stage(String state, @Nullable Duration lasts);

    /** The ways in which a loss can go. */
    List<String> losses();

    /** The plans that come with the emulator. */
    List<PlanTemplate> ready();
}
