package dev.emulator.fireworks.cli.doctor;

import dev.emulator.fireworks.FireworksEmulator;
import dev.emulator.fireworks.cli.console.CommandException;
import dev.emulator.fireworks.cli.console.ErrorMessages;
import dev.emulator.fireworks.database.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Checks seeds, catalogue and plans by a trial start, because only a start applies all their rules. It uses a temporary data directory and
 * a free port.
 */
final class TrialStart implements Check {

    private static final String NAME = "seeds";
    private static final String SOURCE = "trial";
    private static final String VARIABLES = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    private static final List<String> CHECKED =
            List.of("emulator.seed", "emulator.seed[0]", "emulator.catalogue", "emulator.lifecycle");
    private static final List<String> LEFT_OUT =
            List.of("--server.", "--emulator.data-dir", "--emulator.tls", "--spring.datasource.", "--debug", "--trace");

    static boolean isTrial(ConfigurableApplicationContext context) {
        return context.getEnvironment().getPropertySources().contains(SOURCE);
    }

    @Override
    public List<Finding> run(DoctorContext context) {
        if (CHECKED.stream().noneMatch(context.settings()::isAnySet)) {
            return List.of();
        }
        try {
            context.settings().emulator();
        } catch (CommandException e) {
            return List.of(); // the check of the settings reports it
        }
        try {
            var directory = Files.createTempDirectory("fireworks-emulator-doctor-");
            try {
                start(context, directory).close();
                return List.of(Finding.ok(NAME, "valid, in a trial start"));
            } catch (RuntimeException e) {
                return List.of(StartFailureReporter.problem(e));
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            return List.of(Finding.warning(
                    NAME,
                    "cannot be checked: " + ErrorMessages.of(e),
                    "Make the directory for temporary files writable."));
        }
    }

    private static ConfigurableApplicationContext start(DoctorContext context, Path directory) {
        var application = new SpringApplication(FireworksEmulator.class);
        application.setEnvironment(environment(context, directory));
        application.setRegisterShutdownHook(false);
        application.addInitializers(starting -> starting.addBeanFactoryPostProcessor(
                beans -> ((BeanDefinitionRegistry) beans).removeBeanDefinition("readyLine")));
        return application.run(context.arguments().stream()
                .filter(argument -> LEFT_OUT.stream().noneMatch(argument::startsWith))
                .toArray(String[]::new));
    }

    private static ConfigurableEnvironment environment(DoctorContext context, Path directory) {
        var environment = new StandardEnvironment();
        var sources = environment.getPropertySources();
        sources.replace(VARIABLES, new SystemEnvironmentPropertySource(VARIABLES, Map.copyOf(context.variables())));
        sources.addFirst(new MapPropertySource(
                SOURCE,
                Map.of(
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        "server.ssl.enabled", "false",
                        "emulator.tls", "off",
                        "emulator.data-dir", directory.toString(),
                        "spring.datasource.url", DataDirectory.url(directory.toString()),
                        "logging.level.root", "off")));
        return environment;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (var path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
