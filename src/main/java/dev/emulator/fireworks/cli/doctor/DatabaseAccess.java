package dev.emulator.fireworks.cli.doctor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The URL and credentials of a database. */
record DatabaseAccess(String url, String username, String password) {

    private static final String SECONDS = "3";

    boolean isH2() {
        return url.startsWith("jdbc:h2:");
    }

    boolean isPostgresql() {
        return url.startsWith("jdbc:postgresql:");
    }

    /** Returns read-only access to the same files, for H2 only. Missing files are not created. */
    DatabaseAccess readOnly() {
        return new DatabaseAccess(url + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE", username, password);
    }

    /** Opens a connection with short timeouts, so that the doctor does not wait as long as a start does. */
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

    /** Returns the URL without parameters, as one may be the password. */
    @Override
    public String toString() {
        return url.split("[?;]", 2)[0];
    }
}
