package dev.emulator.fireworks.story;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL servers for stories. */
public final class Postgresql {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Postgresql() {}

    /** Returns a separate server, which the test may stop. */
    public static PostgreSQLContainer container() {
        var image = System.getenv().getOrDefault("EMULATOR_TEST_POSTGRES_IMAGE", "postgres:17-alpine");
        return new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
    }

    /** Creates an empty database on the shared server of this JVM. */
    static JdbcConnectionDetails newDatabase() {
        var name = "stories_" + DATABASES.incrementAndGet();
        var server = Shared.SERVER;
        try (var connection = server.createConnection("");
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Could not create the database " + name, e);
        }
        return new Connection(server, name);
    }

    /** The first story that needs the server starts it. Testcontainers removes it when the JVM ends. */
    private static final class Shared {

        private static final PostgreSQLContainer SERVER = container();

        static {
            SERVER.start();
        }
    }

    private record Connection(PostgreSQLContainer server, String database) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return "jdbc:postgresql://" + server.getHost() + ":"
                    + server.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/" + database;
        }

        @Override
        public String getUsername() {
            return server.getUsername();
        }

        @Override
        public String getPassword() {
            return server.getPassword();
        }
    }
}
