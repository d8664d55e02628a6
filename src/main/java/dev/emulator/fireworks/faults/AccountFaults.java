package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.aip.ApiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The faults of an account, in the order of their creation.
 *
 * @param named how many ids the server has generated, so that it generates none twice
 */
record AccountFaults(List<Fault> faults, int named) {

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
            var chance = chance(seed, fault);
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

    /** Seeded by the fault's id and the call's number, so that every run draws the same values. */
    private static RandomGenerator chance(long seed, Fault fault) {
        var own = new SplittableRandom(seed ^ fault.id().hashCode()).nextLong();
        return new SplittableRandom(new SplittableRandom(own ^ fault.matched()).nextLong());
    }

    /** Returns an unused id; to be called after {@link #naming()}. */
    String freeId() {
        return "fault-" + named;
    }

    AccountFaults naming() {
        var next = new AccountFaults(faults, named + 1);
        return next.has(next.freeId()) ? next.naming() : next;
    }

    AccountFaults with(Fault fault) {
        if (has(fault.id())) {
            throw ApiException.alreadyExists("resource " + fault.name() + " already exists");
        }
        var more = new ArrayList<>(faults);
        more.add(fault);
        return new AccountFaults(more, named);
    }

    AccountFaults without(String id) {
        if (!has(id)) {
            throw ApiException.notFound();
        }
        return new AccountFaults(
                faults.stream().filter(fault -> !fault.id().equals(id)).toList(), named);
    }

    private boolean has(String id) {
        return faults.stream().anyMatch(fault -> fault.id().equals(id));
    }
}
