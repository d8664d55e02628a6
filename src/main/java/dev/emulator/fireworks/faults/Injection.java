package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.faults.AccountFaults.Fired;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The combined effect of the faults that fire on a call.
 *
 * @param effects the faults by name, each with its effect
 * @param delay the sum of all delays
 * @param effect the effect besides the delay; null if all faults only delay
 */
record Injection(
        List<NamedEffect> effects, Duration delay, @Nullable FaultEffect effect) {

    static final Injection NONE = new Injection(List.of(), Duration.ZERO, null);

    record NamedEffect(String name, FaultEffect effect) {}

    static Injection of(List<Fired> fired) {
        var injection = NONE;
        for (var one : fired) {
            injection = injection.and(one.fault().name(), one.fault().spec().effect(), one.chance());
        }
        return injection;
    }

    Injection and(String name, FaultEffect added, RandomGenerator chance) {
        var delayed = added.delay() == null ? delay : delay.plus(added.delay().draw(chance));
        var all = new ArrayList<>(effects);
        all.add(new NamedEffect(name, added));
        return new Injection(List.copyOf(all), delayed, added.delaysOnly() ? effect : added);
    }
}
