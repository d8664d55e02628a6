package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.EngineProperties;
import dev.emulator.fireworks.clock.ClockSkew;
import dev.emulator.fireworks.database.Outages;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.store.AccountTable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.TaskUtils;

/** Schedules the engine, and declares the table of transitions. */
@Configuration(proxyBeanMethods = false)
class LifecycleConfiguration {

    @Bean
    AccountTable transitionTable() {
        return AccountTable.about("transition", "row_uid").withJson("left_plan", Plan.class);
    }

    @Bean
    ThreadPoolTaskScheduler engineScheduler(Outages outages) {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setThreadNamePrefix("engine-");
        scheduler.setErrorHandler(failure -> {
            outages.note(failure);
            TaskUtils.LOG_AND_SUPPRESS_ERROR_HANDLER.handleError(failure);
        });
        return scheduler;
    }

    /** As {@code @Scheduled} would do it, which looks at every method of every bean first. */
    @Bean
    ApplicationListener<ContextRefreshedEvent> engineSchedule(
            Engine engine, ClockSkew skew, ThreadPoolTaskScheduler engineScheduler, EngineProperties properties) {
        return event -> {
            engineScheduler.scheduleWithFixedDelay(engine::run, properties.interval());
            if (skew.isMeasurable()) {
                engineScheduler.scheduleWithFixedDelay(skew::measure, ClockSkew.INTERVAL);
            }
        };
    }
}
