package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.chance.CallTrigger;
import dev.emulator.fireworks.store.NamedEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The faults of an account, in the order of their creation.
 *
 * @param named how many ids the server has generated, so that it generates none twice
 */
record AccountFaults(List<Fault> faults, int named) {

    private static final String PREFIX = "fault-";

    /** A fault that fires on a call, and the random generator for its delay. */
    record Fired(Fault fault, RandomGenerator chance) {}

    static AccountFaults none() {
        return new AccountFaults(List.of(), 0);
    }

    boolean anyIsFor(Call call, Instant now) {
        return faults.stream().anyMatch(fault -> fault.isFor(call, now));
    }

    /** Counts a call for all matching faults. Of those due to fire, all that only delay do, and the first of the others. */
    AccountFaults count(Call call, Instant now, long seed, Consumer<Fired> fired) {
        var counted = new ArrayList<Fault>();
        var broken = false;
        for (var fault : faults) {
            if (!fault.isFor(call, now)) {
                counted.add(fault);
                continue;
            }
            var chance = CallTrigger.chance(seed, fault.id(), fault.matched());
            var delaysOnly = fault.spec().effect().delaysOnly();
            var fires = fault.spec().when().isTurn(fault.matched() + 1, chance) && (delaysOnly || !broken);
            counted.add(fault.counted(fires));
            if (fires) {
                broken |= !delaysOnly;
                fired.accept(new Fired(fault, chance));
            }
        }
        return new AccountFaults(counted, named);
    }

    AccountFaults with(Fault fault) {
        return new AccountFaults(NamedEntry.with(faults, fault), named);
    }

    AccountFaults without(String id) {
        return new AccountFaults(NamedEntry.without(faults, id), named);
    }

    /** Reserves an unused id, which is then {@link #freeId}. */
    AccountFaults naming() {
        return new AccountFaults(faults, NamedEntry.nextNumber(faults, PREFIX, named));
    }

    String freeId() {
        return PREFIX + named;
    }
}
