package dev.emulator.fireworks.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An SQL condition with parameters as question marks. It is never {@code unknown}, so that it can be negated. */
record SqlCondition(String sql, List<Object> parameters) {

    static SqlCondition of(String sql, Object... parameters) {
        return new SqlCondition(sql, List.of(parameters));
    }

    static SqlCondition all(List<SqlCondition> conditions) {
        return join(conditions, " and ", "true");
    }

    static SqlCondition any(List<SqlCondition> conditions) {
        return join(conditions, " or ", "false");
    }

    SqlCondition and(SqlCondition other) {
        return all(List.of(this, other));
    }

    SqlCondition not() {
        return new SqlCondition("not " + sql, parameters);
    }

    private static SqlCondition join(List<SqlCondition> conditions, String word, String none) {
        if (conditions.size() == 1) {
            return conditions.get(0);
        }
        var sql = conditions.stream().map(SqlCondition::sql).collect(Collectors.joining(word, "(", ")"));
        var parameters = new ArrayList<Object>();
        conditions.forEach(condition -> parameters.addAll(condition.parameters));
        return new SqlCondition(conditions.isEmpty() ? none : sql, parameters);
    }
}
