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

/** The clock of an account. */
@RestController
class ClockController {

    private final ClockService moves;
    private final LifecycleTypes types;
    private final ResourceIds ids;

    ClockController(ClockService moves, LifecycleTypes types, ResourceIds ids) {
        this.moves = moves;
        this.types = types;
        this.ids = ids;
    }

    /** Tells the time of an account, and when its next transition is planned. */
    @GetMapping("/_emulator/v1/accounts/{account}/clock")
    AccountClock get(@PathVariable String account) {
        return clock(account, moves.read(ids.validAccountId(account)));
    }

    /** Lets the account's time stand still. */
    @PostMapping("/_emulator/v1/accounts/{account}/clock:freeze")
    AccountClock freeze(@PathVariable String account, @RequestBody Empty body) {
        return clock(account, moves.freeze(ids.validAccountId(account)));
    }

    /** Lets the account's time go on from where it stands. */
    @PostMapping("/_emulator/v1/accounts/{account}/clock:resume")
    AccountClock resume(@PathVariable String account, @RequestBody Empty body) {
        return clock(account, moves.resume(ids.validAccountId(account)));
    }

    /** Lets the account's time go so many times as fast as the machine's. */
    @PostMapping("/_emulator/v1/accounts/{account}/clock:scale")
    AccountClock scale(@PathVariable String account, @RequestBody ScaleClockRequest request) {
        return clock(account, moves.scale(ids.validAccountId(account), request.factor()));
    }

    /** Lets time pass: everything that becomes due on the way has happened, in order, when the answer comes. */
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
            return moves.advanceTo(account, request.to(), request.requestId());
        }
        return switch (request.until()) {
            case UNTIL_UNSPECIFIED ->
                moves.advanceBy(account, Durations.parse("by", request.by()), request.requestId());
            case NEXT_EVENT -> moves.advanceToNextEvent(account, request.requestId());
            case ALL_IDLE -> moves.advanceUntilIdle(account, request.requestId());
            case RESOURCE_TERMINAL -> moves.advanceUntilEnded(requireResource(account, request), request.requestId());
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
     * How an account's time goes.
     *
     * @param time what it shows now
     * @param frozen whether it stands still
     * @param factor how many times as fast as the machine's it goes; 0 while it stands still
     * @param own whether it has ever been stopped, hurried or moved; else it shows the machine's time
     * @param nextTransitionTime when something is planned to happen
     */
    record AccountClock(
            String name,
            Instant time,
            boolean frozen,
            double factor,
            boolean own,
            @Nullable Instant nextTransitionTime) {}

    /** @param factor above 0 and at most 1000000 */
    record ScaleClockRequest(double factor) {}

    /**
     * How far: one of by, to and until.
     *
     * @param by so much, such as 21600s or PT6H
     * @param to a moment that is not past
     * @param until something has happened
     * @param resource whose end RESOURCE_TERMINAL waits for
     * @param requestId makes the call safe to be repeated: with the same one it moves the clock once, and answers the same
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
     * @param collection such as supervisedFineTuningJobs
     */
    record ResourceReference(String collection, String id) {}

    /** What time passes until. */
    enum Until {
        UNTIL_UNSPECIFIED,
        NEXT_EVENT,
        RESOURCE_TERMINAL,
        ALL_IDLE
    }

    /**
     * What a move of the clock did.
     *
     * @param transitions everything that happened, in order, each with its time
     */
    record AdvanceClockResponse(AccountClock clock, Instant from, Instant to, List<Change> transitions) {}
}
