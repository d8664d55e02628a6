package dev.emulator.fireworks.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A piece of SQL that is true or false, never unknown, with its parameters as question marks. */
record Condition(String sql, List<Object> parameters) {

    static Condition of(String sql, Object... parameters) {
        return new Condition(sql, List.of(parameters));
    }

    static Condition all(List<Condition> conditions) {
        return join(conditions, " and ", "true");
    }

    static Condition any(List<Condition> conditions) {
        return join(conditions, " or ", "false");
    }

    Condition and(Condition other) {
        return all(List.of(this, other));
    }

    Condition not() {
        return new Condition("not " + sql, parameters);
    }

    private static Condition join(List<Condition> conditions, String word, String none) {
        if (conditions.size() == 1) {
            return conditions.get(0);
        }
        var sql = conditions.stream().map(Condition::sql).collect(Collectors.joining(word, "(", ")"));
        var parameters = new ArrayList<Object>();
        conditions.forEach(condition -> parameters.addAll(condition.parameters));
        return new Condition(conditions.isEmpty() ? none : sql, parameters);
    }
}
