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
 * Detects outages: failures of the database or of its disk. During an outage, a write is tried at most once in a second, and the log
 * repeats the outage once in a minute.
 */
@Component
public final class Outages {

    private static final Logger log = LoggerFactory.getLogger(Outages.class);

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration REMINDER = Duration.ofMinutes(1);

    private static final long OUTAGE_TIMEOUT_MILLIS = 1000;

    /** Messages of Linux, macOS and Windows. */
    private static final Pattern DISK_FULL = Pattern.compile(
            "No space left on device|[Qq]uota exceeded|not enough space on the disk|File too large|File size limit exceeded");

    /** Error codes of H2: the database is closed, or its file could not be read or written. */
    private static final Set<Integer> H2 = Set.of(90098, 90121, 90028, 90031);

    /** The pool has closed the connection because of an earlier failure. */
    private static final String CLOSED = "Connection is closed";

    private static final String PROBE = "probe";

    private final DataSource dataSource;
    private final Clock clock;
    private final ReentrantLock probing = new ReentrantLock();
    private volatile @Nullable String reason;
    private volatile long usualTimeoutMillis;
    private volatile Instant nextProbe = Instant.MIN;
    private volatile Instant nextReminder = Instant.MIN;

    Outages(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Records an outage if a failure was caused by the database or its disk.
     *
     * @return the reason as a text; empty for any other failure
     */
    public Optional<String> note(Throwable failure) {
        handOverOutOfMemory(failure);
        var found = reason(failure);
        found.ifPresent(why -> {
            reason = why;
            var now = clock.instant();
            if (!now.isBefore(nextReminder)) {
                nextReminder = now.plus(REMINDER);
                log.error("{}; until this is over, requests that need it get status 503: {}", why, cause(failure));
            }
            evictConnections();
        });
        return found;
    }

    /** Whether an outage is known, without a probe. */
    public boolean isGoingOn() {
        return reason != null;
    }

    /** The reason of the current outage, after a probe if one is due. */
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

    /** Tries a write, because a full disk can still be read. */
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
            restoreTimeout();
            nextReminder = Instant.MIN;
            log.info("The database can be used again");
        } catch (SQLException e) {
            note(e);
        } finally {
            nextProbe = clock.instant().plus(RETRY);
        }
    }

    /**
     * Closes open connections, because their database is closed or their server is lost, and reduces the timeout for new ones, so that requests fail
     * fast.
     */
    private void evictConnections() {
        if (dataSource instanceof HikariDataSource pool && pool.getHikariPoolMXBean() != null) {
            if (pool.getConnectionTimeout() != OUTAGE_TIMEOUT_MILLIS) {
                usualTimeoutMillis = pool.getConnectionTimeout();
                pool.setConnectionTimeout(OUTAGE_TIMEOUT_MILLIS);
            }
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private void restoreTimeout() {
        if (dataSource instanceof HikariDataSource pool && usualTimeoutMillis > 0) {
            pool.setConnectionTimeout(usualTimeoutMillis);
        }
    }

    /** Passes an OutOfMemoryError, which frameworks would wrap, catch or only log, to the handler that ends the process. */
    public static void handOverOutOfMemory(Throwable failure) {
        var handler = Thread.getDefaultUncaughtExceptionHandler();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (handler != null && cause instanceof OutOfMemoryError) {
                handler.uncaughtException(Thread.currentThread(), cause);
            }
        }
    }

    /** The reason of a failure if the database or its disk caused it. */
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

    /** SQLSTATE classes for: no connection, a server that is shutting down, or a server without free connections. */
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
