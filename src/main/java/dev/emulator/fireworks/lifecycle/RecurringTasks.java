package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.EngineProperties;
import dev.emulator.fireworks.clock.ClockSkew;
import java.time.Duration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** Runs recurring tasks while the emulator runs. To find {@code @Scheduled}, Spring would read the annotations of every method of every bean. */
@Component
class RecurringTasks implements ApplicationListener<ContextRefreshedEvent> {

    private final TaskScheduler scheduler;
    private final Engine engine;
    private final EngineProperties properties;
    private final ClockSkew skew;

    RecurringTasks(TaskScheduler scheduler, Engine engine, EngineProperties properties, ClockSkew skew) {
        this.scheduler = scheduler;
        this.engine = engine;
        this.properties = properties;
        this.skew = skew;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        scheduler.scheduleWithFixedDelay(engine::run, properties.interval());
        scheduler.scheduleWithFixedDelay(skew::measure, Duration.ofMinutes(1));
    }
}
