package dev.emulator.fireworks.lifecycle;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Metrics of the number of resources by state. They are counted when metrics are read, at most once in five seconds. */
@Component
class StateMetrics implements MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private record Count(Instant at, Map<String, Long> byState) {}

    private final LifecycleTypes types;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<LifecycleType, Count> counts = new ConcurrentHashMap<>();

    StateMetrics(LifecycleTypes types, JdbcClient jdbc, Clock clock) {
        this.types = types;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var type : types.all()) {
            for (var state : type.stateModel().states()) {
                Gauge.builder("emulator.resources", () -> number(type, state))
                        .description("Number of resources by collection and state.")
                        .tag("collection", type.collection())
                        .tag("state", state)
                        .register(registry);
            }
        }
    }

    private long number(LifecycleType type, String state) {
        return counts.compute(
                        type,
                        (key, known) -> known == null
                                        || known.at().isBefore(clock.instant().minus(FRESH))
                                ? count(type)
                                : known)
                .byState()
                .getOrDefault(state, 0L);
    }

    private Count count(LifecycleType type) {
        var byState = new HashMap<String, Long>();
        jdbc.sql("select state, count(*) from " + type.table() + " group by state")
                .query(row -> {
                    byState.put(row.getString(1), row.getLong(2));
                });
        return new Count(clock.instant(), byState);
    }
}
