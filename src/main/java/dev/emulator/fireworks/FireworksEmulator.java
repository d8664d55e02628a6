package dev.emulator.fireworks;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.SpringProperties;

/** Starts the emulator. */
@EnableConfigurationProperties(EmulatorProperties.class)
@SpringBootApplication(proxyBeanMethods = false)
public class FireworksEmulator {

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        // Libraries would mix sentences in the machine's language into those of the emulator.
        Locale.setDefault(Locale.ENGLISH);
        OutOfMemoryExit.install();
        try {
            start(args);
        } catch (UnknownSettingException e) {
            System.err.println("The emulator did not start: " + e.reason());
            System.err.println(
                    "Settings and their values are listed by: java -jar fireworks-emulator.jar serve --help");
            System.exit(e.exitCode());
        } catch (RuntimeException e) {
            // Why is said already, in a line or two.
            if (List.of(args).contains("--debug")) {
                e.printStackTrace();
            }
            throw e;
        }
    }

    /** Starts the emulator in this JVM. */
    public static ConfigurableApplicationContext start(String... args) {
        var arguments = StartArguments.expand(args);
        StartArguments.checkArguments(List.of(arguments));
        StartArguments.checkVariables(System.getenv());
        if (hasReadyMadeContext()) {
            SpringProperties.setFlag("spring.aot.enabled");
        }
        var application = new SpringApplication(FireworksEmulator.class) {
            @Override
            protected void logStartupProfileInfo(ConfigurableApplicationContext context) {
                if (context.getEnvironment().getActiveProfiles().length > 0) {
                    super.logStartupProfileInfo(context);
                }
            }
        };
        // Whichever class was started, by which the ready-made context would be looked for otherwise.
        application.setMainApplicationClass(FireworksEmulator.class);
        return application.run(arguments);
    }

    /** The jar brings its context ready-made; in a build directory what was made ready may be older than the classes. */
    private static boolean hasReadyMadeContext() {
        var made = FireworksEmulator.class.getResource("FireworksEmulator__ApplicationContextInitializer.class");
        return made != null && made.getProtocol().equals("jar");
    }
}
