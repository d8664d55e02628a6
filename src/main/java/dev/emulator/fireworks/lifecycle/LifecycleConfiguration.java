package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.EmulatorProperties;
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
    String engineInterval(EmulatorProperties properties) {
        return properties.engine().interval().toString();
    }
}
