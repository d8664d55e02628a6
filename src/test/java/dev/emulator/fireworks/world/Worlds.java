package dev.emulator.fireworks.world;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database holds of an account, told without asking the emulator. */
public record Worlds(JdbcClient jdbc) {

    /** How many rows of which table, where there are any. */
    public Map<String, Integer> rowsOf(String account) {
        var rows = new TreeMap<String, Integer>();
        var direct = tablesWith("column_name = 'account_id'");
        for (var table : direct) {
            count(
                    rows,
                    table,
                    "account_id = :account" + (table.equals("resource_count") ? " and total <> 0" : ""),
                    account);
        }
        var resources = tablesWith("column_name = 'uid'").stream()
                .filter(direct::contains)
                .toList();
        for (var owned : tablesWith("column_name like '%\\_uid' escape '\\'")) {
            if (!direct.contains(owned)) {
                count(
                        rows,
                        owned,
                        ownerColumn(owned)
                                + resources.stream()
                                        .map(table -> "select uid from " + table + " where account_id = :account")
                                        .collect(Collectors.joining(" union all ", " in (", ")")),
                        account);
            }
        }
        return rows;
    }

    /** But those that note which emulators have answered for the account, which comes with any request. */
    private List<String> tablesWith(String column) {
        return jdbc.sql("select distinct table_name from information_schema.columns where table_schema = 'public' and "
                        + column + " and table_name <> 'journal_witness'")
                .query(String.class)
                .list();
    }

    private String ownerColumn(String table) {
        return jdbc.sql("select column_name from information_schema.columns where table_schema = 'public'"
                        + " and table_name = ? and column_name like '%\\_uid' escape '\\'")
                .param(table)
                .query(String.class)
                .single();
    }

    private void count(Map<String, Integer> rows, String table, String where, String account) {
        var counted = table.equals("resource_count") ? "distinct collection" : "*";
        var number = jdbc.sql("select count(" + counted + ") from " + table + " where " + where)
                .param("account", account)
                .query(Integer.class)
                .single();
        if (number > 0) {
            rows.put(table, number);
        }
    }
}
