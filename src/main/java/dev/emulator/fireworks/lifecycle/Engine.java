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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Moves what is due, batch by batch, until nothing is. Any number of engines may work on one database. */
@Component
public class Engine {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    /** How often those accounts are looked at whose time stands still and where nobody is. */
    private static final Duration SWEEP = Duration.ofSeconds(5);

    /** Rows in one transaction while somebody waits for all of them. */
    private static final int CATCHING_UP = 250;

    private final LifecycleTypes types;
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
        this.types = types;
        this.due = due;
        this.clocks = clocks;
        this.outages = outages;
        this.batch = properties.batch();
        this.failures = meters.counter("emulator.engine.failures");
        types.all()
                .forEach(type -> Gauge.builder(
                                "emulator.engine.lag.seconds", () -> lag(type).toMillis() / 1000.0)
                        .tag("collection", type.collection())
                        .register(meters));
    }

    /** While the database cannot be used, trying again is left to those who watch it. */
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
        types.all().forEach(type -> drain(type, machine, batch, false));
        var sweep = !machine.now().isBefore(nextSweep);
        if (sweep) {
            nextSweep = machine.now().plus(SWEEP);
        }
        for (var own : clocks.own(sweep)) {
            types.all().forEach(type -> drain(type, own, batch, false));
        }
    }

    /** Makes everything that is due on a timeline happen before it returns, also what another engine has begun with. */
    void catchUp(Timeline timeline) {
        types.all().forEach(type -> drain(type, timeline, CATCHING_UP, true));
    }

    /** Before the scheduler is stopped, which would interrupt the thread: H2 closes a file that is interrupted over. */
    @EventListener
    void stop(ContextClosedEvent event) {
        stopped = true;
    }

    private Duration lag(LifecycleType type) {
        return lags.getOrDefault(type, Duration.ZERO);
    }

    private void drain(LifecycleType type, Timeline timeline, int limit, boolean wait) {
        int moved;
        do {
            moved = stopped ? 0 : move(type, timeline, limit, wait);
        } while (moved == limit);
    }

    private int move(LifecycleType type, Timeline timeline, int limit, boolean wait) {
        try {
            var result = due.advance(type, timeline, limit, wait);
            if (timeline.name().equals(Timeline.MACHINE)) {
                lags.put(type, result.lag());
            }
            return result.rows();
        } catch (RuntimeException e) {
            if (outages.note(e).isPresent()) {
                throw e;
            }
            log.warn("A batch of {} could not be moved and is tried row by row", type.collection(), e);
            return oneByOne(type, timeline, limit);
        }
    }

    /** One bad row must not hold up the others: it is told, put off, and the rest goes on. */
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
                log.error("Row {} of {} could not be moved and is put off", uid, type.collection(), e);
                due.putOff(type, timeline, uid, Duration.ofMinutes(1));
            }
        }
        return rows.size();
    }
}
