package dev.emulator.fireworks.database;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Chooses the database: {@code spring.datasource.url} if it is set, else H2 in {@code emulator.data-dir}, else H2 in memory. */
public final class DataDirectory implements EnvironmentPostProcessor {

    /** With these options, H2 accepts the same migrations and queries as PostgreSQL. */
    static final String LIKE_POSTGRESQL = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    private static final String TUNING =
            ";TRACE_LEVEL_FILE=0;QUERY_CACHE_SIZE=64;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE";

    /** Each commit is written to the operating system before it returns, so that killing the process loses nothing. */
    private static final String DURABLE = ";WRITE_DELAY=0";

    /**
     * Timeouts for a database server that does not respond. {@link Database#raiseTimeout} raises them for operations on whole accounts.
     * Settings of the user, also in the JDBC URL, have precedence.
     */
    private static final Map<String, Object> TIMEOUTS = Map.of(
            "spring.datasource.hikari.connection-timeout", 5000,
            "spring.datasource.hikari.validation-timeout", 2000,
            "spring.datasource.hikari.data-source-properties.connectTimeout", 3,
            "spring.datasource.hikari.data-source-properties.socketTimeout", 10,
            "spring.datasource.hikari.data-source-properties.tcpKeepAlive", true);

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var sources = environment.getPropertySources();
        if (environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:")) {
            sources.addLast(new MapPropertySource("timeouts", TIMEOUTS));
        }
        var directory = environment.getProperty("emulator.data-dir", "");
        sources.addLast(new MapPropertySource("database", Map.of("spring.datasource.url", url(directory))));
        enableAssertionOfH2();
    }

    /**
     * H2 closes its database when the disk is full. A statement that is running then stays in an endless loop of this class, unless the
     * assertion in that loop is enabled.
     */
    private static void enableAssertionOfH2() {
        DataDirectory.class.getClassLoader().setClassAssertionStatus("org.h2.mvstore.MVStore", true);
    }

    /**
     * The JDBC URL of the H2 database.
     *
     * @param directory blank for a database in memory
     */
    public static String url(String directory) {
        var location = directory.isBlank()
                ? "mem:fireworks;DB_CLOSE_DELAY=-1" + LIKE_POSTGRESQL + TUNING
                : "file:" + Path.of(directory).toAbsolutePath() + "/fireworks" + LIKE_POSTGRESQL + TUNING + DURABLE;
        return "jdbc:h2:" + location;
    }
}
