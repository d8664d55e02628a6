package com.example.tuning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Polls jobs until they end, at intervals by the application's clock. */
@Component
class TuningWatch {

    private final TuningClient client;
    private final Clock clock;
    private final Duration lookEvery;
    private final Map<String, Instant> due = new ConcurrentHashMap<>();
    private final Map<String, String> states = new ConcurrentHashMap<>();

    TuningWatch(TuningClient client, Clock clock, @Value("${tuning.look-every}") Duration lookEvery) {
        this.client = client;
        this.clock = clock;
        this.lookEvery = lookEvery;
    }

    void watch(String job) {
        states.put(job, client.state(job));
        due.put(job, clock.instant().plus(lookEvery));
    }

    String state(String job) {
        return states.getOrDefault(job, "");
    }

    @Scheduled(fixedDelay = 50)
    void look() {
        if (due.isEmpty()) {
            return;
        }
        var now = clock.instant();
        due.forEach((job, time) -> {
            if (!now.isBefore(time)) {
                var state = client.state(job);
                due.put(job, now.plus(lookEvery));
                if (state.matches("JOB_STATE_(COMPLETED|FAILED|CANCELLED)")) {
                    due.remove(job);
                }
                states.put(job, state);
            }
        });
    }
}
