package dev.emulator.fireworks.database;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The database of the emulator. H2 runs in this process; PostgreSQL can be shared by several emulators. */
@Component
public final class Database {

    private static final int TIMEOUT_SECONDS = 2;
    private static final int SLOW_MILLIS = 600_000;

    private final String url;
    private final DataSource dataSource;
    private final Outages outages;

    Database(JdbcConnectionDetails connection, DataSource dataSource, Outages outages) {
        this.url = connection.getJdbcUrl();
        this.dataSource = dataSource;
        this.outages = outages;
    }

    public boolean isH2() {
        return url.startsWith("jdbc:h2:");
    }

    /** Whether the data is lost when the process ends. */
    public boolean isInMemory() {
        return url.startsWith("jdbc:h2:mem:");
    }

    /** Raises the network timeout for the rest of the current transaction. By default, a server that does not respond is soon considered lost. */
    public void raiseTimeout() {
        if (!isH2()) {
            ConnectionCallback<Boolean> raiseTimeout = connection -> {
                connection.setNetworkTimeout(Runnable::run, SLOW_MILLIS);
                return true;
            };
            new JdbcTemplate(dataSource).execute(raiseTimeout);
        }
    }

    /** Why the database cannot be used now; empty if it can. */
    public Optional<String> trouble() {
        var outage = outages.current();
        if (outage.isPresent()) {
            return outage;
        }
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            statement.execute("select 1 from account where 1 = 0");
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(outages.note(e).orElse("the emulator's database cannot be used: " + e.getMessage()));
        }
    }
}
