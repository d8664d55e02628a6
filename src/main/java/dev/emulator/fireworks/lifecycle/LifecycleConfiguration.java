package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.store.AccountTable;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
    String engineInterval(EmulatorProperties properties) {
        return properties.engine().interval().toString();
    }
}
