package dev.emulator.fireworks.store;

import dev.emulator.fireworks.aip.Filter;
import dev.emulator.fireworks.aip.Literal;
import dev.emulator.fireworks.aip.Operator;
import dev.emulator.fireworks.aip.ResourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Converts the terms of a filter that refer to columns to SQL. The other terms are evaluated later. */
final class ColumnFilter {

    private final Map<String, ? extends Column<?>> columns;
    private final String account;
    private final String collection;

    ColumnFilter(Map<String, ? extends Column<?>> columns, String account, String collection) {
        this.columns = columns;
        this.account = account;
        this.collection = collection;
    }

    /**
     * A filter in two parts.
     *
     * @param condition the part that the database evaluates
     * @param fixed columns that have the same value in all matching rows
     * @param rest the terms to evaluate on the resource
     */
    record Split(SqlCondition condition, List<String> fixed, List<Filter> rest) {

        boolean isEmpty() {
            return condition.parameters().isEmpty();
        }
    }

    Split split(Filter filter) {
        var conditions = new ArrayList<SqlCondition>();
        var rest = new ArrayList<Filter>();
        for (var term : filter.conjuncts()) {
            translate(term).ifPresentOrElse(conditions::add, () -> rest.add(term));
        }
        return new Split(SqlCondition.all(conditions), fixed(filter), rest);
    }

    private List<String> fixed(Filter filter) {
        return filter.conjuncts().stream()
                .filter(term -> term instanceof Filter.Restriction restriction && restriction.op() == Operator.EQUALS)
                .map(term -> columns.get(((Filter.Restriction) term).path().text()))
                .filter(column -> column != null && column.kind() == Column.Kind.TEXT)
                .map(Column::sql)
                .toList();
    }

    private Optional<SqlCondition> translate(Filter filter) {
        if (filter instanceof Filter.And and) {
            return translate(and.operands(), SqlCondition::all);
        }
        if (filter instanceof Filter.Or or) {
            return translate(or.operands(), SqlCondition::any);
        }
        if (filter instanceof Filter.Not not) {
            return translate(not.operand()).map(SqlCondition::not);
        }
        return filter instanceof Filter.Restriction restriction ? translate(restriction) : Optional.empty();
    }

    private Optional<SqlCondition> translate(List<Filter> operands, Function<List<SqlCondition>, SqlCondition> join) {
        var conditions =
                operands.stream().map(this::translate).flatMap(Optional::stream).toList();
        return conditions.size() == operands.size() ? Optional.of(join.apply(conditions)) : Optional.empty();
    }

    private Optional<SqlCondition> translate(Filter.Restriction restriction) {
        var column = columns.get(restriction.path().text());
        if (column == null || restriction.op() == Operator.HAS) {
            return Optional.empty();
        }
        return operand(column, restriction).map(operand -> compare(column, restriction.op(), operand));
    }

    private Optional<Object> operand(Column<?> column, Filter.Restriction restriction) {
        var literal = restriction.value();
        if (literal instanceof Literal.Time time) {
            // The database would round it to microseconds.
            return time.value().getNano() % 1000 == 0 ? Optional.of(time.value()) : Optional.empty();
        }
        if (literal instanceof Literal.EnumName name) {
            return Optional.of(name.value());
        }
        if (!(literal instanceof Literal.Text text)
                || text.hasWildcard()
                || text.value().indexOf('\0') >= 0) {
            // SQL has other wildcards, and PostgreSQL does not accept NUL.
            return Optional.empty();
        }
        return column.kind() == Column.Kind.NAME ? id(text, restriction.op()) : Optional.of(plain(text));
    }

    /** The text without escapes. */
    private static String plain(Literal.Text text) {
        return text.pieces().get(0);
    }

    private Optional<Object> id(Literal.Text text, Operator operator) {
        return ResourceName.parse(plain(text))
                .filter(name -> operator == Operator.EQUALS
                        && name.account().equals(account)
                        && name.collection().equals(collection))
                .map(ResourceName::id);
    }

    /** Unset fields follow the rules of filters, not those of SQL: {@code !=} is true for any value, and other comparisons are false. */
    private static SqlCondition compare(Column<?> column, Operator operator, Object operand) {
        var comparison = column.sql() + (operator == Operator.NOT_EQUALS ? " <> ?" : " " + operator.symbol() + " ?");
        if (!column.nullable()) {
            return SqlCondition.of(comparison, operand);
        }
        return operator == Operator.NOT_EQUALS
                ? SqlCondition.of("(" + column.sql() + " is null or " + comparison + ")", operand)
                : SqlCondition.of("(" + column.sql() + " is not null and " + comparison + ")", operand);
    }
}
