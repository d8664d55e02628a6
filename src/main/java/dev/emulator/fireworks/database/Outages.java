package dev.emulator.fireworks.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Tells failures of the database, or of the disk beneath it, from all others, and knows whether there is one. While there is, it is tried
 * again every second whether something can be written, and a log line repeats it every minute.
 */
@Component
public final class Outages {

    private static final Logger log = LoggerFactory.getLogger(Outages.class);

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration REMINDER = Duration.ofMinutes(1);

    private static final long IMPATIENT_MILLIS = 1000;

    /** Of Linux, macOS and Windows. */
    private static final Pattern DISK_FULL = Pattern.compile(
            "No space left on device|[Qq]uota exceeded|not enough space on the disk|File too large|File size limit exceeded");

    /** H2 has closed its database, or could not read or write its file. */
    private static final Set<Integer> H2 = Set.of(90098, 90121, 90028, 90031);

    /** By the pool, because of an earlier failure. */
    private static final String CLOSED = "Connection is closed";

    private static final String PROBE = "probe";

    private final DataSource dataSource;
    private final Clock clock;
    private final ReentrantLock probing = new ReentrantLock();
    private volatile @Nullable String reason;
    private volatile long patientMillis;
    private volatile Instant nextProbe = Instant.MIN;
    private volatile Instant nextReminder = Instant.MIN;

    Outages(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Notes a failure, if it is one of the database's or the disk's.
     *
     * @return the reason in words; empty for any other failure
     */
    public Optional<String> note(Throwable failure) {
        handOverOutOfMemory(failure);
        var found = reason(failure);
        found.ifPresent(why -> {
            reason = why;
            var now = clock.instant();
            if (!now.isBefore(nextReminder)) {
                nextReminder = now.plus(REMINDER);
                log.error("{}; calls that need it are answered with 503 until it is over: {}", why, cause(failure));
            }
            beImpatient();
        });
        return found;
    }

    /** Whether there is one as far as is known, without trying. */
    public boolean isGoingOn() {
        return reason != null;
    }

    /** The reason of an outage that is going on. */
    public Optional<String> current() {
        if (reason != null && !clock.instant().isBefore(nextProbe) && probing.tryLock()) {
            try {
                probe();
            } finally {
                probing.unlock();
            }
        }
        return Optional.ofNullable(reason);
    }

    /** Reading would not tell: a full disk can still be read. */
    private void probe() {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("delete from account_document where kind = '" + PROBE + "'");
                statement.executeUpdate("insert into account_document (kind, account_id, revision, content) values ('"
                        + PROBE + "', '', 0, '{}') on conflict do nothing");
                statement.executeUpdate("delete from account_document where kind = '" + PROBE + "'");
            }
            connection.commit();
            reason = null;
            bePatient();
            nextReminder = Instant.MIN;
            log.info("The database can be used again");
        } catch (SQLException e) {
            note(e);
        } finally {
            nextProbe = clock.instant().plus(RETRY);
        }
    }

    /**
     * Connections that are open belong to a database that has closed itself, or to a server that has gone; and nobody needs to wait long
     * for new ones.
     */
    private void beImpatient() {
        if (dataSource instanceof HikariDataSource pool && pool.getHikariPoolMXBean() != null) {
            if (pool.getConnectionTimeout() != IMPATIENT_MILLIS) {
                patientMillis = pool.getConnectionTimeout();
                pool.setConnectionTimeout(IMPATIENT_MILLIS);
            }
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private void bePatient() {
        if (dataSource instanceof HikariDataSource pool && patientMillis > 0) {
            pool.setConnectionTimeout(patientMillis);
        }
    }

    /** Hands what frameworks would wrap, catch or only log to the handler that ends a process without memory. */
    public static void handOverOutOfMemory(Throwable failure) {
        var handler = Thread.getDefaultUncaughtExceptionHandler();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (handler != null && cause instanceof OutOfMemoryError) {
                handler.uncaughtException(Thread.currentThread(), cause);
            }
        }
    }

    /** Why a failure is one of the database or of the disk, if it is. */
    public static Optional<String> reason(Throwable failure) {
        var unreachable = false;
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (isDiskFull(cause)) {
                return Optional.of("the emulator's disk is full");
            }
            unreachable |= cause instanceof SQLException sql && isUnreachable(sql)
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof DataAccessResourceFailureException
                    || cause.getClass().getName().equals("org.h2.mvstore.MVStoreException");
        }
        return unreachable ? Optional.of("the emulator's database cannot be reached") : Optional.empty();
    }

    private static boolean isDiskFull(Throwable cause) {
        return cause instanceof SQLException sql && "53100".equals(sql.getSQLState())
                || cause instanceof IOException
                        && DISK_FULL.matcher(String.valueOf(cause.getMessage())).find();
    }

    /** By the classes of the SQL standard's codes: no connection, or a server that stops or has no connection left. */
    private static boolean isUnreachable(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return state.startsWith("08")
                || state.startsWith("57P0")
                || state.startsWith("53")
                || H2.contains(e.getErrorCode())
                || e instanceof SQLTransientConnectionException
                || CLOSED.equals(e.getMessage());
    }

    private static String cause(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
