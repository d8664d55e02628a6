package dev.emulator.fireworks.story;

import dev.emulator.fireworks.lifecycle.Engine;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Replaces the clock with one that the test moves. */
@TestConfiguration(proxyBeanMethods = false)
class StoryConfiguration {

    @Bean
    @Primary
    SettableClock settableClock() {
        return new SettableClock();
    }

    @Bean
    Time time(SettableClock clock, Engine engine) {
        return new Time(clock, engine);
    }
}
