package dev.emulator.fireworks.store;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** What the emulator keeps everything in. H2 is its own; any other it shares, perhaps with emulators beside it. */
@Component
public final class Database {

    private static final int PATIENCE_SECONDS = 2;

    private final String url;
    private final DataSource dataSource;

    Database(JdbcConnectionDetails connection, DataSource dataSource) {
        this.url = connection.getJdbcUrl();
        this.dataSource = dataSource;
    }

    public boolean isH2() {
        return url.startsWith("jdbc:h2:");
    }

    /** Gone with the process. */
    public boolean isInMemory() {
        return url.startsWith("jdbc:h2:mem:");
    }

    /** Whether it can be asked anything just now. */
    public boolean answers() {
        try (var connection = dataSource.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
