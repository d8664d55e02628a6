package dev.emulator.fireworks;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.SpringProperties;

/** Starts the emulator. */
@EnableConfigurationProperties(EmulatorProperties.class)
@SpringBootApplication(proxyBeanMethods = false)
public class FireworksEmulator {

    public static void main(String[] args) {
        start(args);
    }

    static ConfigurableApplicationContext start(String... args) {
        if (hasReadyMadeContext()) {
            SpringProperties.setFlag("spring.aot.enabled");
        }
        var application = new SpringApplication(FireworksEmulator.class);
        // Whichever class was started, by which the ready-made context would be looked for otherwise.
        application.setMainApplicationClass(FireworksEmulator.class);
        return application.run(args);
    }

    /** The jar brings its context ready-made; in a build directory what was made ready may be older than the classes. */
    private static boolean hasReadyMadeContext() {
        var made = FireworksEmulator.class.getResource("FireworksEmulator__ApplicationContextInitializer.class");
        return made != null && made.getProtocol().equals("jar");
    }
}
