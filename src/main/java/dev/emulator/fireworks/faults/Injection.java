package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.faults.AccountFaults.Struck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a call meets with.
 *
 * @param blows the faults that strike, by name, and what each is
 * @param delay of all of them together
 * @param effect what else happens, if anything
 */
record Injection(List<Blow> blows, Duration delay, @Nullable FaultEffect effect) {

    static final Injection NONE = new Injection(List.of(), Duration.ZERO, null);

    record Blow(String name, FaultEffect effect) {}

    static Injection of(List<Struck> struck) {
        var strike = NONE;
        for (var one : struck) {
            strike = strike.and(one.fault().name(), one.fault().spec().effect(), one.chance());
        }
        return strike;
    }

    Injection and(String name, FaultEffect blow, RandomGenerator chance) {
        var delayed = blow.delay() == null ? delay : delay.plus(blow.delay().draw(chance));
        var all = new ArrayList<>(blows);
        all.add(new Blow(name, blow));
        return new Injection(List.copyOf(all), delayed, blow.delaysOnly() ? effect : blow);
    }
}
