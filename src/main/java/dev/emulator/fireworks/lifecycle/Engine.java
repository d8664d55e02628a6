package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.EngineProperties;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.clock.Timeline;
import dev.emulator.fireworks.database.Outages;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Applies due transitions in batches until none is due. Any number of engines can work on one database. */
@Component
public class Engine {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    /** Interval at which idle accounts with a frozen clock are checked. */
    private static final Duration SWEEP = Duration.ofSeconds(5);

    /** Batch size while a request waits for all due transitions. */
    private static final int CATCHING_UP = 250;

    private final List<LifecycleType> types;
    private final DueTransitions due;
    private final AccountClocks clocks;
    private final Outages outages;
    private final int batch;
    private final Counter failures;
    private final Map<LifecycleType, Duration> lags = new ConcurrentHashMap<>();
    private Instant nextSweep = Instant.EPOCH;
    private volatile boolean stopped;

    Engine(
            LifecycleTypes types,
            DueTransitions due,
            AccountClocks clocks,
            Outages outages,
            EngineProperties properties,
            MeterRegistry meters) {
        this.types = types.inTurn();
        this.due = due;
        this.clocks = clocks;
        this.outages = outages;
        this.batch = properties.batch();
        this.failures = Counter.builder("emulator.engine.failures")
                .description("Resources whose due transition failed and was postponed.")
                .register(meters);
        this.types.forEach(type -> Gauge.builder(
                        "emulator.engine.lag.seconds", () -> lag(type).toMillis() / 1000.0)
                .description("Maximum delay of the transitions in the engine's latest batch.")
                .tag("collection", type.collection())
                .register(meters));
    }

    /** Does nothing during an outage of the database: {@link Outages} already retries the connection. */
    public void run() {
        try {
            if (outages.current().isEmpty()) {
                runOnce();
            }
        } catch (RuntimeException e) {
            if (outages.note(e).isEmpty()) {
                throw e;
            }
        }
    }

    private void runOnce() {
        var machine = clocks.machine();
        types.forEach(type -> drain(type, machine, batch, false));
        var sweep = !machine.now().isBefore(nextSweep);
        if (sweep) {
            nextSweep = machine.now().plus(SWEEP);
        }
        for (var own : clocks.own(sweep)) {
            types.forEach(type -> drain(type, own, batch, false));
        }
    }

    /**
     * Applies all due transitions of a timeline before it returns. Waits for those that another engine is working on. Repeats until nothing is
     * due, because a listener of one type can plan a transition of another.
     */
    void catchUp(Timeline timeline) {
        int moved;
        do {
            moved = types.stream()
                    .mapToInt(type -> drain(type, timeline, CATCHING_UP, true))
                    .sum();
        } while (moved > 0);
    }

    /** Stops before the scheduler does. The scheduler interrupts its threads, and H2 closes its file when a thread is interrupted. */
    @EventListener
    void stop(ContextClosedEvent event) {
        stopped = true;
    }

    private Duration lag(LifecycleType type) {
        return lags.getOrDefault(type, Duration.ZERO);
    }

    private Duration lag(@Nullable Instant planned) {
        return planned == null
                ? Duration.ZERO
                : Duration.between(planned, clocks.machine().now());
    }

    /** @return the number of rows that were due */
    private int drain(LifecycleType type, Timeline timeline, int limit, boolean wait) {
        int all = 0;
        int moved;
        do {
            moved = stopped ? 0 : move(type, timeline, limit, wait);
            all += moved;
            // The scheduler of virtual threads does not interrupt this loop to run other requests.
            Thread.yield();
        } while (moved == limit);
        return all;
    }

    private int move(LifecycleType type, Timeline timeline, int limit, boolean wait) {
        try {
            var result = due.advance(type, timeline, limit, wait);
            if (timeline.name().equals(Timeline.MACHINE)) {
                lags.put(type, lag(result.earliest()));
            }
            return result.rows();
        } catch (RuntimeException e) {
            if (outages.note(e).isPresent()) {
                throw e;
            }
            log.warn("The transitions of a batch of {} failed; retrying each resource alone", type.collection(), e);
            return oneByOne(type, timeline, limit);
        }
    }

    /** A bad row must not block the others: it is logged and postponed. */
    private int oneByOne(LifecycleType type, Timeline timeline, int limit) {
        var rows = due.uids(type, timeline, limit);
        for (var uid : rows) {
            try {
                due.advance(type, timeline, uid);
            } catch (RuntimeException e) {
                if (outages.note(e).isPresent()) {
                    throw e;
                }
                failures.increment();
                log.error(
                        "The transition of row {} of {} failed; the next attempt is in a minute",
                        uid,
                        type.collection(),
                        e);
                due.putOff(type, timeline, uid, Duration.ofMinutes(1));
            }
        }
        return rows.size();
    }
}
