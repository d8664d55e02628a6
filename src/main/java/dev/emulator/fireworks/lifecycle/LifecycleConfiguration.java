package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.store.AccountTable;
import java.time.Clock;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Where time comes from: the one place that reads the machine's clock. */
@Configuration(proxyBeanMethods = false)
class LifecycleConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    AccountTable transitionTable() {
        return AccountTable.about("transition", "row_uid");
    }

    @Bean
    ThreadPoolTaskScheduler engineScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setThreadNamePrefix("engine-");
        return scheduler;
    }

    /** As {@code @Scheduled} would do it, which looks at every method of every bean first. */
    @Bean
    ApplicationListener<ContextRefreshedEvent> engineSchedule(
            Engine engine, ThreadPoolTaskScheduler engineScheduler, EmulatorProperties properties) {
        return event -> engineScheduler.scheduleWithFixedDelay(
                engine::run, properties.engine().interval());
    }
}
