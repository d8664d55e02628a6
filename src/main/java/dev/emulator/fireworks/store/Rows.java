package dev.emulator.fireworks.store;

import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.protojson.ProtoJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Reads read-only rows of one table. To change a row, use {@link ResourceRepository}.
 *
 * @param <R> the row
 */
public final class Rows<R extends Row<?>> {

    private final JdbcOperations jdbc;
    private final RowReader<R> wholes;
    private final RowReader<R> views;
    private final RowCache<R> cache;
    private final String table;
    private final Map<String, String> indexes;
    private final boolean takesHints;
    private final String collection;
    private final String find;
    private final String findView;

    /** @param indexes indexes by order; each begins with the account and continues in this order */
    public Rows(JdbcOperations jdbc, Database database, Class<R> type, String table, Map<String, String> indexes) {
        this.jdbc = jdbc;
        this.wholes = RowReader.of(type);
        this.views = wholes.ofViews();
        this.cache = new RowCache<>(views);
        this.table = table;
        this.collection = wholes.blank().collection();
        this.indexes = Map.copyOf(indexes);
        this.takesHints = database.isH2();
        this.find = select(wholes);
        this.findView = select(views);
    }

    private String select(RowReader<R> reader) {
        return "select " + reader.columns() + " from " + table + " where account_id = ? and resource_id = ?";
    }

    public String table() {
        return table;
    }

    /** The resource's name in URLs. */
    public String collection() {
        return collection;
    }

    /** Reads a row with all its columns. */
    public Optional<R> find(String account, String id) {
        return jdbc.query(find, wholes, account, id).stream().findFirst();
    }

    /** Reads a row without the columns that are {@link OmittedFromViews}. It must not be changed. */
    public Optional<R> findView(String account, String id) {
        return jdbc.query(findView, cache, account, id).stream().findFirst();
    }

    /** Reads rows of an account by another column, oldest first. They must not be changed. */
    public List<R> findAll(String column, String account, Object value, int most) {
        return jdbc.query(
                "select " + views.columns() + " from " + table + " where account_id = ? and " + column
                        + " = ? order by create_time, resource_id limit " + most,
                views,
                account,
                value);
    }

    /** Reads all rows of an account with all their columns, in alphabetical order of their ids. They must not be changed. */
    public List<R> findAll(String account) {
        return jdbc.query(
                "select " + wholes.columns() + " from " + table
                        + " where account_id = ? order by account_id, resource_id",
                wholes,
                account);
    }

    /**
     * Whether an account has a row.
     *
     * @param condition in SQL
     */
    public boolean exists(String account, String condition, Object... parameters) {
        return count(SqlCondition.of("account_id = ?", account).and(SqlCondition.of(condition, parameters)), 1) > 0;
    }

    /** The first ids of an account in alphabetical order. */
    public List<String> ids(String account, int most) {
        return jdbc.queryForList(
                "select resource_id from " + table + " where account_id = ? order by account_id, resource_id limit "
                        + most,
                String.class,
                account);
    }

    boolean hasIndex(String orderBy) {
        return indexes.containsKey(orderBy);
    }

    /**
     * Reads views of rows in an order, after a number of skipped rows.
     *
     * @param follow whether to use the index of the order. This is faster if many rows match; without a hint, H2 would collect all matching
     *     rows and sort them
     * @param keep whether the rows will be in a response, so that they are worth to be kept for the next response
     */
    List<R> readViews(SqlCondition condition, String orderBy, boolean follow, long skip, int limit, boolean keep) {
        var index = indexes.get(orderBy);
        var hint = index == null || !follow || !takesHints ? "" : " use index (" + index + ")";
        // H2 recognises that an index has the order only if the order begins with the first column of the index.
        var order = index == null ? orderBy : "account_id, " + orderBy;
        return jdbc.query(
                "select " + views.columns() + " from " + table + hint + " where " + condition.sql() + " order by "
                        + order + " limit " + limit + (skip == 0 ? "" : " offset " + skip),
                keep ? cache : views,
                parameters(condition));
    }

    /** The number of rows, up to a limit. */
    int count(SqlCondition condition, int limit) {
        var number = jdbc.queryForObject(
                "select count(*) from (select 1 from " + table + " where " + condition.sql() + " limit " + limit
                        + ") matches",
                Integer.class,
                parameters(condition));
        return number == null ? 0 : number;
    }

    /**
     * Reads and checks all rows of an account.
     *
     * @return the number of rows
     * @throws IllegalArgumentException if a row is invalid
     */
    public int check(String account, ProtoJson protoJson) {
        var number = new AtomicInteger();
        RowCallbackHandler check = result -> {
            wholes.mapRow(result, number.incrementAndGet()).check(protoJson);
        };
        jdbc.query("select " + wholes.columns() + " from " + table + " where account_id = ?", check, account);
        return number.get();
    }

    private static Object[] parameters(SqlCondition condition) {
        return condition.parameters().stream()
                .map(value -> value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value)
                .toArray();
    }
}
