package dev.emulator.fireworks.story;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.testcontainers.DockerClientFactory;

/** The database of stories: H2, or PostgreSQL with the system property {@code stories.database=postgresql}. */
public final class StoryDatabase {

    static final String PROPERTY = "stories.database";
    private static final String POSTGRESQL = "postgresql";

    private static final Map<Path, List<String>> SETTINGS = new ConcurrentHashMap<>();

    private StoryDatabase() {}

    /** Returns the settings for emulators that a story starts itself. The same directory gives the same database. */
    public static List<String> settings(Path directory) {
        return isPostgresql()
                ? SETTINGS.computeIfAbsent(directory, any -> Emulator.on(Postgresql.newDatabase()))
                : Emulator.in(directory);
    }

    private static boolean isPostgresql() {
        return POSTGRESQL.equals(System.getProperty(PROPERTY));
    }

    /** Connects the emulator of a {@link Story}. */
    @TestConfiguration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = PROPERTY, havingValue = POSTGRESQL)
    static class Configuration {

        @Bean
        JdbcConnectionDetails postgresql() {
            return Postgresql.newDatabase();
        }
    }

    static final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return isPostgresql() && !DockerClientFactory.instance().isDockerAvailable()
                    ? ConditionEvaluationResult.disabled("Docker is not available")
                    : ConditionEvaluationResult.enabled("the database is available");
        }
    }
}
