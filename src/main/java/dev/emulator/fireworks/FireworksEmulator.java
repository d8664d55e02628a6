package dev.emulator.fireworks;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.SpringProperties;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the emulator. */
@EnableScheduling
@EnableConfigurationProperties(EmulatorProperties.class)
@SpringBootApplication(proxyBeanMethods = false)
public class FireworksEmulator {

    public static void main(String[] args) {
        if (hasReadyMadeContext()) {
            SpringProperties.setFlag("spring.aot.enabled");
        }
        SpringApplication.run(FireworksEmulator.class, args);
    }

    /** The jar brings its context ready-made; in a build directory what was made ready may be older than the classes. */
    private static boolean hasReadyMadeContext() {
        var made = FireworksEmulator.class.getResource("FireworksEmulator__ApplicationContextInitializer.class");
        return made != null && made.getProtocol().equals("jar");
    }
}
