package dev.emulator.fireworks.story;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.testcontainers.junit.jupiter.EnabledIfDockerAvailable;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** Runs a story on PostgreSQL; without Docker it is reported as skipped. */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfDockerAvailable
@Import(OnPostgresql.Configuration.class)
public @interface OnPostgresql {

    /** The database, started once for all stories. */
    @TestConfiguration(proxyBeanMethods = false)
    class Configuration {

        @Bean
        @ServiceConnection
        PostgreSQLContainer postgresql() {
            return container();
        }

        static PostgreSQLContainer container() {
            var image = System.getenv().getOrDefault("EMULATOR_TEST_POSTGRES_IMAGE", "postgres:17-alpine");
            return new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
        }
    }
}
