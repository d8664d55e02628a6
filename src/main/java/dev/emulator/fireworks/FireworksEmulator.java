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
        // Otherwise libraries would print messages in the language of the machine.
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
            // The reason is already printed.
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
        if (hasPreparedContext()) {
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
        // Otherwise Spring would look for the prepared context of the class with the main method.
        application.setMainApplicationClass(FireworksEmulator.class);
        return application.run(arguments);
    }

    /** The jar contains a prepared context (Spring AOT). In a build directory, the prepared context may be older than the classes. */
    private static boolean hasPreparedContext() {
        var initializer = FireworksEmulator.class.getResource("FireworksEmulator__ApplicationContextInitializer.class");
        return initializer != null && initializer.getProtocol().equals("jar");
    }
}
