package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.EmulatorProperties;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Moves what is due, batch by batch, until nothing is. Any number of engines may work on one database. */
@Component
public class Engine {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private final List<Living> kinds;
    private final DueRows due;
    private final int batch;
    private final Counter failures;
    private final Map<Living, Duration> lags = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    Engine(List<Living> kinds, DueRows due, EmulatorProperties properties, MeterRegistry meters) {
        this.kinds = kinds;
        this.due = due;
        this.batch = properties.engine().batch();
        this.failures = meters.counter("emulator.engine.failures");
        kinds.forEach(kind -> Gauge.builder(
                        "emulator.engine.lag.seconds", () -> lag(kind).toMillis() / 1000.0)
                .tag("collection", kind.collection())
                .register(meters));
    }

    @Scheduled(fixedDelayString = "#{@engineInterval}")
    public void run() {
        kinds.forEach(this::drain);
    }

    /** Before the scheduler is stopped, which would interrupt the thread: H2 closes a file that is interrupted over. */
    @EventListener
    void stop(ContextClosedEvent event) {
        stopped = true;
    }

    private Duration lag(Living kind) {
        return lags.getOrDefault(kind, Duration.ZERO);
    }

    private void drain(Living kind) {
        int moved;
        do {
            moved = stopped ? 0 : move(kind);
        } while (moved == batch);
    }

    private int move(Living kind) {
        try {
            var result = due.advance(kind, batch);
            lags.put(kind, result.lag());
            return result.rows();
        } catch (RuntimeException e) {
            log.warn("A batch of {} could not be moved and is tried row by row", kind.collection(), e);
            return oneByOne(kind);
        }
    }

    /** One bad row must not hold up the others: it is told, put off, and the rest goes on. */
    private int oneByOne(Living kind) {
        var rows = due.uids(kind, batch);
        for (var uid : rows) {
            try {
                due.advance(kind, uid);
            } catch (RuntimeException e) {
                failures.increment();
                log.error("Row {} of {} could not be moved and is put off", uid, kind.collection(), e);
                due.putOff(kind, uid, Duration.ofMinutes(1));
            }
        }
        return rows.size();
    }
}
