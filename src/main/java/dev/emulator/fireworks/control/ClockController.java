package dev.emulator.fireworks.control;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.lifecycle.ClockService;
import dev.emulator.fireworks.lifecycle.ClockService.Advance;
import dev.emulator.fireworks.lifecycle.ClockService.Reading;
import dev.emulator.fireworks.lifecycle.LifecycleTypes;
import dev.emulator.fireworks.lifecycle.Transitions.Change;
import dev.emulator.fireworks.protojson.Empty;
import dev.emulator.fireworks.store.ResourceIds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Reads and changes the clock of an account. */
@RestController
class ClockController {

    private final ClockService clocks;
    private final LifecycleTypes types;
    private final ResourceIds ids;

    ClockController(ClockService clocks, LifecycleTypes types, ResourceIds ids) {
        this.clocks = clocks;
        this.types = types;
        this.ids = ids;
    }

    /** Returns the current time of an account, and the time of its next planned transition. */
    @GetMapping("/_emulator/v1/accounts/{account}/clock")
    AccountClock get(@PathVariable String account) {
        return clock(account, clocks.read(ids.validAccountId(account)));
    }

    /** Freezes the account's clock. */
    @PostMapping("/_emulator/v1/accounts/{account}/clock:freeze")
    AccountClock freeze(@PathVariable String account, @RequestBody Empty body) {
        return clock(account, clocks.freeze(ids.validAccountId(account)));
    }

    /** Resumes a frozen clock, at the time that it shows and with its previous speed. */
    @PostMapping("/_emulator/v1/accounts/{account}/clock:resume")
    AccountClock resume(@PathVariable String account, @RequestBody Empty body) {
        return clock(account, clocks.resume(ids.validAccountId(account)));
    }

    /** Sets the speed of the account's clock, as a multiple of real time. */
    @PostMapping("/_emulator/v1/accounts/{account}/clock:scale")
    AccountClock scale(@PathVariable String account, @RequestBody ScaleClockRequest request) {
        return clock(account, clocks.scale(ids.validAccountId(account), request.factor()));
    }

    /** Advances the account's clock. Makes all transitions that are due in that period, and returns them in order. */
    @PostMapping("/_emulator/v1/accounts/{account}/clock:advance")
    AdvanceClockResponse advance(@PathVariable String account, @RequestBody AdvanceClockRequest request) {
        var moved = move(ids.validAccountId(account), request);
        return new AdvanceClockResponse(clock(account, moved.reading()), moved.from(), moved.to(), moved.changes());
    }

    private Advance move(String account, AdvanceClockRequest request) {
        var targets = (request.by().isEmpty() ? 0 : 1)
                + (request.to() == null ? 0 : 1)
                + (request.until() == Until.UNTIL_UNSPECIFIED ? 0 : 1);
        if (targets != 1) {
            throw ApiException.invalidArgument("by", "one of by, to and until must be given");
        }
        if (request.to() != null) {
            return clocks.advanceTo(account, request.to(), request.requestId());
        }
        return switch (request.until()) {
            case UNTIL_UNSPECIFIED ->
                clocks.advanceBy(account, Durations.parse("by", request.by()), request.requestId());
            case NEXT_EVENT -> clocks.advanceToNextEvent(account, request.requestId());
            case ALL_IDLE -> clocks.advanceUntilIdle(account, request.requestId());
            case RESOURCE_TERMINAL -> clocks.advanceUntilEnded(requireResource(account, request), request.requestId());
        };
    }

    private ResourceName requireResource(String account, AdvanceClockRequest request) {
        var resource = request.resource();
        if (resource == null || resource.collection().isEmpty() || resource.id().isEmpty()) {
            throw ApiException.invalidArgument(
                    "resource", "resource, with collection and id, is required with until RESOURCE_TERMINAL");
        }
        types.require("resource.collection", resource.collection());
        return new ResourceName(account, resource.collection(), resource.id());
    }

    private static AccountClock clock(String account, Reading reading) {
        return new AccountClock(
                "accounts/" + account + "/clock",
                reading.now(),
                reading.factor() == 0,
                reading.factor(),
                reading.own(),
                reading.next());
    }

    /**
     * The state of an account's clock.
     *
     * @param time the current time of the account
     * @param frozen whether the clock is stopped
     * @param factor the speed as a multiple of real time; 0 while the clock is stopped
     * @param own whether the clock was ever stopped, scaled or advanced; otherwise it shows the system time
     * @param nextTransitionTime the time of the next planned transition; unset if none is planned
     */
    record AccountClock(
            String name,
            Instant time,
            boolean frozen,
            double factor,
            boolean own,
            @Nullable Instant nextTransitionTime) {}

    /**
     * The new speed of an account's clock.
     *
     * @param factor a multiple of the speed of real time, above 0 and at most 1000000
     */
    record ScaleClockRequest(double factor) {}

    /**
     * How far to advance the clock. Exactly one of by, to and until must be set.
     *
     * @param by a duration, such as 21600s or PT6H
     * @param to a time that is not in the account's past
     * @param until the event at which to stop
     * @param resource the resource whose final state RESOURCE_TERMINAL waits for
     * @param requestId makes retries safe: requests with the same id advance the clock once, and get the same response
     */
    record AdvanceClockRequest(
            String by,
            @Nullable Instant to,
            Until until,
            @Nullable ResourceReference resource,
            String requestId) {}

    /**
     * A resource of the account.
     *
     * @param collection for example supervisedFineTuningJobs
     */
    record ResourceReference(String collection, String id) {}

    /** The event at which an advancing clock stops. */
    enum Until {
        UNTIL_UNSPECIFIED,
        NEXT_EVENT,
        RESOURCE_TERMINAL,
        ALL_IDLE
    }

    /**
     * The result of advancing a clock.
     *
     * @param transitions the transitions that happened, in order, each with its time
     */
    record AdvanceClockResponse(AccountClock clock, Instant from, Instant to, List<Change> transitions) {}
}
