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
 * Inserts jobs or deployments in bulk by copying one that the emulator created, so that plan, progress and spec have the format of this version.
 * The script {@code fill} runs it. Arguments: jdbc-url account count due-at(or -) script(or -) collections. The collections, separated by
 * commas, share the count.
 */
class Fill {

    private static final Map<String, String> TABLES =
            Map.of("supervisedFineTuningJobs", "supervised_fine_tuning_job", "deployments", "deployment");
    private static final String TEMPLATE = "bench-template";
    private static final String OUTPUT_MODEL = "support-chat-qwen3-8b";

    public static void main(String[] args) throws SQLException, IOException {
        String account = args[1];
        List<String> collections = List.of(args[5].split(","));
        long count = Long.parseLong(args[2]) / collections.size();
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
            for (String collection : collections) {
                sql.add(resources(database, collection, account, count, dueAt, series));
                sql.add(counted(collection, account, elsewhere ? count - 1 : count));
            }
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

    private static String resources(
            Connection database, String collection, String account, long count, String dueAt, String series)
            throws SQLException {
        String table = TABLES.get(collection);
        List<Map<String, String>> templates = literals(database, table, " where account_id = " + quoted(account)
                + " and resource_id = " + quoted(TEMPLATE));
        if (templates.isEmpty()) {
            throw new IllegalStateException("there is no " + collection + "/" + TEMPLATE + " in account " + account);
        }
        Map<String, String> columns = templates.get(0);
        columns.put("uid", (table.hashCode() & 0xFFFFFFFFL) + "000000000 + n.x");
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
        return "insert into " + table + " (" + String.join(", ", columns.keySet()) + ") select "
                + String.join(", ", columns.values()) + " from " + series + "(1, " + count + ") as n(x)";
    }

    private static String counted(String collection, String account, long more) {
        String rows = " where account_id = " + quoted(account) + " and collection = " + quoted(collection);
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
