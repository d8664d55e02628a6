package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.plan.PlannedTypes;
import java.util.List;
import org.springframework.stereotype.Component;

/** Registry of the types of resources whose state follows a plan. */
@Component
public class LifecycleTypes extends PlannedTypes<LifecycleType> {

    LifecycleTypes(List<LifecycleType> types) {
        super(types);
    }
}
