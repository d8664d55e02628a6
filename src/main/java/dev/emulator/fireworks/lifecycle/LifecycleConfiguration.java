package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.database.Outages;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.store.AccountTable;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.TaskUtils;

/** Declares the scheduler of the engine, and the table of transitions. */
@Configuration(proxyBeanMethods = false)
class LifecycleConfiguration {

    @Bean
    AccountTable transitionTable() {
        return AccountTable.about("transition", "row_uid").withJson("left_plan", Plan.class);
    }

    @Bean
    static ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder builder) {
        return builder.build();
    }

    @Bean
    ThreadPoolTaskSchedulerCustomizer outageReport(Outages outages) {
        return scheduler -> scheduler.setErrorHandler(failure -> {
            outages.note(failure);
            TaskUtils.LOG_AND_SUPPRESS_ERROR_HANDLER.handleError(failure);
        });
    }
}
