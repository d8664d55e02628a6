package dev.emulator.fireworks.inference.usage;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The table of hourly usage. Replicas add to the same rows. */
@Component
class UsageTable {

    static final String NAME = "usage_hour";

    private static final String CREATE =
            "insert into usage_hour (account_id, starts_at, model, deployment, operation, calls, prompt_tokens,"
                    + " cached_tokens, completion_tokens, cost_nanos) values (?, ?, ?, ?, ?, 0, 0, 0, 0, 0) on conflict do nothing";
    private static final String ADD = "update usage_hour set calls = calls + ?, prompt_tokens = prompt_tokens + ?,"
            + " cached_tokens = cached_tokens + ?, completion_tokens = completion_tokens + ?, cost_nanos = cost_nanos + ?"
            + " where account_id = ? and starts_at = ? and model = ? and deployment = ? and operation = ?";
    private static final String SELECT =
            "select starts_at, model, deployment, operation, calls, prompt_tokens, cached_tokens,"
                    + " completion_tokens, cost_nanos from usage_hour where account_id = ? and starts_at >= ? and starts_at < ?"
                    + " order by starts_at, model, deployment, operation";

    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;

    UsageTable(DataSource database, TransactionOperations transaction) {
        this.jdbc = new JdbcTemplate(database);
        this.transaction = transaction;
    }

    void add(Map<UsageKey, UsageSum> sums) {
        if (sums.isEmpty()) {
            return;
        }
        var sorted = new TreeMap<UsageKey, UsageSum>(UsageKey.ORDER);
        sorted.putAll(sums);
        transaction.executeWithoutResult(status -> {
            jdbc.batchUpdate(
                    CREATE, sorted.keySet().stream().map(UsageTable::values).toList());
            jdbc.batchUpdate(
                    ADD,
                    sorted.entrySet().stream()
                            .map(entry -> added(entry.getKey(), entry.getValue()))
                            .toList());
        });
    }

    private static Object[] values(UsageKey key) {
        return new Object[] {key.account(), utc(key.hour()), key.model(), key.deployment(), key.operation()};
    }

    private static Object[] added(UsageKey key, UsageSum sum) {
        return new Object[] {
            sum.calls(),
            sum.promptTokens(),
            sum.cachedTokens(),
            sum.completionTokens(),
            sum.costNanos(),
            key.account(),
            utc(key.hour()),
            key.model(),
            key.deployment(),
            key.operation()
        };
    }

    List<HourlyUsage> read(String account, Instant from, Instant to) {
        return jdbc.query(
                SELECT,
                (row, number) -> new HourlyUsage(
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        new UsageSum(row.getLong(5), row.getLong(6), row.getLong(7), row.getLong(8), row.getLong(9))),
                account,
                utc(from),
                utc(to));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
