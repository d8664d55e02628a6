package dev.emulator.fireworks.world;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database holds of an account, told without asking the emulator. */
public record Worlds(JdbcClient jdbc) {

    private static final Map<String, String> TABLES = Map.of(
            "account", "account_id = ?1",
            "account_document", "account_id = ?1",
            "resource_count", "account_id = ?1 and total <> 0",
            "transition", "account_id = ?1",
            "supervised_fine_tuning_job", "account_id = ?1",
            "dataset", "account_id = ?1",
            "model", "account_id = ?1",
            "dataset_problem", "dataset_uid in (select uid from dataset where account_id = ?1)",
            "resource_file",
                    "owner_uid in (select uid from dataset where account_id = ?1 union all"
                            + " select uid from model where account_id = ?1)");

    /** How many rows of which table, where there are any. */
    public Map<String, Integer> rowsOf(String account) {
        var rows = new TreeMap<String, Integer>();
        TABLES.forEach((table, where) -> {
            var number = jdbc.sql("select count(" + (table.equals("resource_count") ? "distinct collection" : "*")
                            + ") from " + table + " where " + where.replace("?1", ":account"))
                    .param("account", account)
                    .query(Integer.class)
                    .single();
            if (number > 0) {
                rows.put(table, number);
            }
        });
        return rows;
    }
}
