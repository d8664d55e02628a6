package dev.emulator.fireworks.story;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.testcontainers.junit.jupiter.EnabledIfDockerAvailable;

/** Marks a story that runs on PostgreSQL only. Without Docker, it is reported as skipped. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfDockerAvailable
@Import(OnPostgresql.Configuration.class)
public @interface OnPostgresql {

    /** Does nothing if {@link StoryDatabase} connects all stories to PostgreSQL. */
    @TestConfiguration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = StoryDatabase.PROPERTY, havingValue = "h2", matchIfMissing = true)
    class Configuration {

        @Bean
        JdbcConnectionDetails postgresql() {
            return Postgresql.newDatabase();
        }
    }
}
