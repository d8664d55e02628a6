package dev.emulator.fireworks.store;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** What the emulator keeps everything in. H2 is its own; any other it shares, perhaps with emulators beside it. */
@Component
public final class Database {

    private final boolean h2;

    Database(JdbcConnectionDetails connection) {
        this.h2 = connection.getJdbcUrl().startsWith("jdbc:h2:");
    }

    public boolean isH2() {
        return h2;
    }
}
