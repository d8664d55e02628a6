package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.plan.PlannedTypes;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Registry of the types of resources whose state follows a plan. */
@Component
public class LifecycleTypes extends PlannedTypes<LifecycleType> {

    LifecycleTypes(List<LifecycleType> types) {
        super(types);
    }

    /** All types. Those that other resources follow are first, because a resource must not be moved further than the one it follows. */
    List<LifecycleType> inTurn() {
        return all().stream()
                .sorted(Comparator.comparing(type -> !type.isFollowed()))
                .toList();
    }
}
