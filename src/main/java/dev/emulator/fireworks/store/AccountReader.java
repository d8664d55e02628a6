package dev.emulator.fireworks.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads everything that a request needs to know about an account with one query. Only used if other emulators can change the database;
 * otherwise the callers have caches.
 *
 * <p>In a thread between {@link #beginRequest} and {@link #endRequest}, the result is kept until {@link #discard}. Other threads query the
 * database each time.
 */
@Component
public class AccountReader {

    private final JdbcClient jdbc;
    private final List<String> queries = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();
    private final ThreadLocal<Map<String, Map<String, Found>>> request = new ThreadLocal<>();
    private volatile String sql = "";

    AccountReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A row that was found. The meaning of the values depends on the query.
     *
     * @param content may be empty
     */
    public record Found(long revision, String content) {}

    /**
     * Adds a query during the start of the emulator.
     *
     * @param query selects a unique key, a number and a text, where {@code :account} is the account
     * @param parameters other named parameters of the query
     */
    public synchronized void add(String query, Map<String, ?> parameters) {
        this.queries.add(query);
        this.parameters.putAll(parameters);
        this.sql = String.join(" union all ", queries);
    }

    /** Finds the row that one of the queries selects for an account. */
    public Optional<Found> find(String account, String key) {
        var known = request.get();
        var rows = known == null ? read(account) : known.computeIfAbsent(account, this::read);
        return Optional.ofNullable(rows.get(key));
    }

    /** Keeps what the current thread reads from now on. */
    public void beginRequest() {
        request.set(new HashMap<>());
    }

    public void endRequest() {
        request.remove();
    }

    /** Discards what the current request has read. Must be called after a lock was taken, after a change, and after waiting. */
    public void discard() {
        var known = request.get();
        if (known != null) {
            known.clear();
        }
    }

    private Map<String, Found> read(String account) {
        var rows = new HashMap<String, Found>();
        jdbc.sql(sql).params(parameters).param("account", account).query(row -> {
            rows.put(row.getString(1), new Found(row.getLong(2), row.getString(3)));
        });
        return rows;
    }
}
