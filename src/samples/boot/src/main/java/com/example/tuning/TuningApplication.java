package com.example.tuning;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** An application that tunes models, and knows nothing of emulators. */
@EnableScheduling
@SpringBootApplication
public class TuningApplication {

    public static void main(String[] args) {
        SpringApplication.run(TuningApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
