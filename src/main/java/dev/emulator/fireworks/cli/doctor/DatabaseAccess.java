package dev.emulator.fireworks.cli.doctor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Where a database is, and who logs in to it. */
record DatabaseAccess(String url, String username, String password) {

    private static final String SECONDS = "3";

    boolean isH2() {
        return url.startsWith("jdbc:h2:");
    }

    boolean isPostgresql() {
        return url.startsWith("jdbc:postgresql:");
    }

    /** H2 only: the same files, which are neither made nor changed. */
    DatabaseAccess readOnly() {
        return new DatabaseAccess(url + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE", username, password);
    }

    /** Gives up after seconds, where an emulator would go on waiting for a while. */
    Connection open() throws SQLException {
        var properties = new Properties();
        if (!username.isEmpty()) {
            properties.setProperty("user", username);
            properties.setProperty("password", password);
        }
        if (isPostgresql()) {
            properties.setProperty("connectTimeout", SECONDS);
            properties.setProperty("loginTimeout", SECONDS);
            properties.setProperty("socketTimeout", SECONDS);
        }
        return DriverManager.getConnection(url, properties);
    }

    /** Without parameters, of which one may be the password. */
    @Override
    public String toString() {
        return url.split("[?;]", 2)[0];
    }
}
