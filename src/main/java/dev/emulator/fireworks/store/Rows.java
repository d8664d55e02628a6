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
 * Reads rows of one table that will not be changed. A row that will is locked by the repository of its type.
 *
 * @param <R> the row
 */
public final class Rows<R extends Row<?>> {

    private final JdbcOperations jdbc;
    private final RowReader<R> wholes;
    private final RowReader<R> views;
    private final String table;
    private final Map<String, String> indexes;
    private final boolean takesHints;
    private final String collection;
    private final String find;
    private final String findView;

    /** @param indexes for the orders that have one, the index that begins with the account and goes on in this order */
    public Rows(JdbcOperations jdbc, Database database, Class<R> type, String table, Map<String, String> indexes) {
        this.jdbc = jdbc;
        this.wholes = RowReader.of(type);
        this.views = wholes.ofViews();
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

    /** Reads a row without the columns that are {@link OmittedFromViews}; their accessors refuse. */
    public Optional<R> findView(String account, String id) {
        return jdbc.query(findView, views, account, id).stream().findFirst();
    }

    /** The first ids of an account, by the alphabet. */
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
     * Reads views of the first rows in an order, or of those after a number of others.
     *
     * @param follow whether so many rows fit that following the order's index finds them soon; H2 would rather collect all that fit, and
     *     sort them
     */
    List<R> readViews(SqlCondition condition, String orderBy, boolean follow, long skip, int limit) {
        var index = indexes.get(orderBy);
        var hint = index == null || !follow || !takesHints ? "" : " use index (" + index + ")";
        // H2 sees that an index has the wanted order only if the order begins as the index does.
        var order = index == null ? orderBy : "account_id, " + orderBy;
        return jdbc.query(
                "select " + views.columns() + " from " + table + hint + " where " + condition.sql() + " order by "
                        + order + " limit " + limit + (skip == 0 ? "" : " offset " + skip),
                views,
                parameters(condition));
    }

    /** How many rows there are, but no more than a limit. */
    int count(SqlCondition condition, int limit) {
        var number = jdbc.queryForObject(
                "select count(*) from (select 1 from " + table + " where " + condition.sql() + " limit " + limit
                        + ") matches",
                Integer.class,
                parameters(condition));
        return number == null ? 0 : number;
    }

    /**
     * Reads every row of an account, as whoever asks for them later will.
     *
     * @return how many there are
     * @throws IllegalArgumentException where one cannot be read
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
