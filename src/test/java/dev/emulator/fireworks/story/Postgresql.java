package dev.emulator.fireworks.story;

import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL for stories that start their emulators by themselves. */
public final class Postgresql {

    private Postgresql() {}

    public static PostgreSQLContainer container() {
        return OnPostgresql.Configuration.container();
    }
}
