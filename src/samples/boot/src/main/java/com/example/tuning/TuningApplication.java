package com.example.tuning;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** An application that starts fine-tuning jobs. It has no knowledge of the emulator. */
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
