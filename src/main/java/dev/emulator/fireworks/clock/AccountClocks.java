package dev.emulator.fireworks.clock;

import dev.emulator.fireworks.store.AccountSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Returns the clock of an account: the machine's clock, until the account's time is frozen, scaled or advanced. */
@Component
public class AccountClocks {

    /** An account whose clock was not read for this long has no request in progress that could still add something due. */
    private static final Duration AWAKE = Duration.ofSeconds(10);

    /** The maximum factor by which an account's clock can run faster than the machine's. */
    public static final double FASTEST = 1_000_000;

    private final Clock machine;
    private final AccountSettings<ClockState> states;
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();

    AccountClocks(Clock machine, AccountSettings.Factory factory) {
        this.machine = machine;
        this.states = factory.open("clock", ClockState.class, (account, state) -> state.check(FASTEST));
    }

    public Clock of(String account) {
        var state = states.find(account).filter(ClockState::isOwn);
        if (state.isEmpty()) {
            return machine;
        }
        asked.put(account, machine.instant());
        return new OwnClock(state.get(), machine);
    }

    /** The name of the timeline of an account's resources: the account if it has its own clock, else {@link Timeline#MACHINE}. */
    public String timeline(String account) {
        return states.find(account).filter(ClockState::isOwn).isPresent() ? account : Timeline.MACHINE;
    }

    public AccountSettings<ClockState> states() {
        return states;
    }

    public Timeline machine() {
        return new Timeline(Timeline.MACHINE, machine.instant());
    }

    /**
     * Returns the timelines of accounts with their own clock where a transition may be due.
     *
     * @param sweep whether to include frozen accounts whose clock was not read lately
     */
    public List<Timeline> own(boolean sweep) {
        var now = machine.instant();
        var own = new ArrayList<Timeline>();
        asked.values().removeIf(last -> last.isBefore(now.minus(AWAKE)));
        states.all().forEach((account, state) -> {
            if (state.isOwn() && (sweep || !state.frozen() || asked.containsKey(account))) {
                own.add(new Timeline(account, state.now(now)));
            }
        });
        return own;
    }

    private static final class OwnClock extends Clock {

        private final ClockState state;
        private final Clock machine;

        private OwnClock(ClockState state, Clock machine) {
            this.state = state;
            this.machine = machine;
        }

        @Override
        public Instant instant() {
            return state.now(machine.instant());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }
    }
}
