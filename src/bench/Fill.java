import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Inserts jobs in bulk by copying a job that the emulator created, so that plan, progress and spec have the format of this version. The script
 * {@code fill} runs it. Arguments: jdbc-url account count due-at(or -) script(or -).
 */
class Fill {

    private static final String TABLE = "supervised_fine_tuning_job";
    private static final String TEMPLATE = "bench-template";
    private static final String OUTPUT_MODEL = "support-chat-qwen3-8b";

    public static void main(String[] args) throws SQLException, IOException {
        String account = args[1];
        long count = Long.parseLong(args[2]);
        String dueAt = args[3].equals("-") ? null : args[3];
        try (Connection database = DriverManager.getConnection(args[0])) {
            List<String> sql = new ArrayList<>();
            boolean elsewhere = !args[4].equals("-");
            if (elsewhere) {
                sql.addAll(copies(database, "account", account));
                // Has no rows if the emulator counts in memory.
                sql.addAll(copies(database, "resource_count", account));
            }
            String series = args[0].startsWith("jdbc:h2:") ? "system_range" : "generate_series";
            sql.add(jobs(database, account, count, dueAt, series));
            sql.add(counted(account, elsewhere ? count - 1 : count));
            if (elsewhere) {
                Files.writeString(Path.of(args[4]), String.join(";\n", sql) + ";\n");
                return;
            }
            database.setAutoCommit(false);
            for (String statement : sql) {
                database.createStatement().executeUpdate(statement);
            }
            database.commit();
            database.createStatement().execute("analyze");
        }
    }

    private static String jobs(Connection database, String account, long count, String dueAt, String series)
            throws SQLException {
        List<Map<String, String>> templates = literals(database, TABLE, " where account_id = " + quoted(account)
                + " and resource_id = " + quoted(TEMPLATE));
        if (templates.isEmpty()) {
            throw new IllegalStateException("there is no job " + TEMPLATE + " in account " + account);
        }
        Map<String, String> columns = templates.get(0);
        columns.put("uid", "1000000000 + n.x");
        columns.put("resource_id", "'bench-' || n.x");
        // Each job creates its own model.
        columns.computeIfPresent("spec", (name, value) -> "replace(" + value + ", " + quoted(OUTPUT_MODEL) + ", 'tuned-' || n.x)");
        for (String time : List.of("create_time", "update_time", "completed_time")) {
            columns.computeIfPresent(time, (name, value) -> value.equals("null") ? value : value + " - n.x * interval '0.001' second");
        }
        if (dueAt != null) {
            columns.put("next_transition_at", quoted(dueAt));
        } else {
            columns.computeIfPresent("state", (name, value) -> "case when mod(n.x, 1000) = 0 then 'JOB_STATE_FAILED' else " + value + " end");
        }
        return "insert into " + TABLE + " (" + String.join(", ", columns.keySet()) + ") select "
                + String.join(", ", columns.values()) + " from " + series + "(1, " + count + ") as n(x)";
    }

    private static String counted(String account, long more) {
        String rows = " where account_id = " + quoted(account) + " and collection = 'supervisedFineTuningJobs'";
        return "update resource_count set total = total + " + more + rows + " and shard = (select min(shard) from resource_count"
                + rows + ")";
    }

    private static List<String> copies(Connection database, String table, String account) throws SQLException {
        return literals(database, table, " where account_id = " + quoted(account)).stream()
                .map(row -> "insert into " + table + " (" + String.join(", ", row.keySet()) + ") values ("
                        + String.join(", ", row.values()) + ")")
                .toList();
    }

    private static List<Map<String, String>> literals(Connection database, String table, String where)
            throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        ResultSet found = database.createStatement().executeQuery("select * from " + table + where);
        while (found.next()) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                String type = found.getMetaData().getColumnTypeName(i).toLowerCase(java.util.Locale.ROOT);
                row.put(found.getMetaData().getColumnName(i), literal(found.getString(i), type));
            }
            rows.add(row);
        }
        return rows;
    }

    private static String literal(String value, String type) {
        if (value == null) {
            return "null";
        }
        if (type.startsWith("timestamp")) {
            return "timestamp with time zone " + quoted(value);
        }
        return type.contains("int") ? value : quoted(value);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
