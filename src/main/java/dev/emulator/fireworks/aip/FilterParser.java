package dev.emulator.fireworks.aip;

import java.util.ArrayList;
import java.util.List;

/** Recursive-descent parser for the grammar of AIP-160. Each method implements one rule. */
final class FilterParser {

    private static final int LONGEST_TEXT = 8192;
    private static final int DEEPEST_NESTING = 100;
    private static final int MOST_RESTRICTIONS = 500;

    private final FilterScanner scanner;
    private final MessageSchema schema;
    private int nesting;
    private int restrictions;

    FilterParser(String text, MessageSchema schema) {
        if (text.length() > LONGEST_TEXT) {
            throw ApiException.invalidArgument("invalid filter: longer than " + LONGEST_TEXT + " characters");
        }
        this.scanner = new FilterScanner(text);
        this.schema = schema;
    }

    Filter parse() {
        Filter filter = expression();
        if (!scanner.atEnd()) {
            throw scanner.unexpected();
        }
        return filter;
    }

    private Filter expression() {
        List<Filter> factors = new ArrayList<>();
        boolean more;
        do {
            factors.add(factor());
            more = scanner.takeKeyword("AND");
        } while (more || !scanner.atEnd() && !scanner.at(')'));
        return factors.size() == 1 ? factors.get(0) : new Filter.And(factors);
    }

    // OR binds tighter than AND: "a AND b OR c" is "a AND (b OR c)" (AIP-160).
    private Filter factor() {
        List<Filter> terms = new ArrayList<>();
        do {
            terms.add(term());
        } while (scanner.takeKeyword("OR"));
        return terms.size() == 1 ? terms.get(0) : new Filter.Or(terms);
    }

    private Filter term() {
        scanner.skipSpace();
        boolean negated = scanner.takeKeyword("NOT") || scanner.take('-');
        if (!negated) {
            Filter simple = scanner.at('(') ? composite() : restriction();
            scanner.requireBoundary();
            scanner.skipSpace();
            return simple;
        }
        enter();
        Filter operand = term();
        nesting--;
        return new Filter.Not(operand);
    }

    private Filter composite() {
        enter();
        scanner.take('(');
        Filter filter = expression();
        if (!scanner.take(')')) {
            throw scanner.unexpected();
        }
        nesting--;
        return filter;
    }

    private void enter() {
        if (++nesting > DEEPEST_NESTING) {
            throw ApiException.invalidArgument("invalid filter: nested deeper than " + DEEPEST_NESTING + " levels");
        }
    }

    private Filter restriction() {
        if (++restrictions > MOST_RESTRICTIONS) {
            throw ApiException.invalidArgument("invalid filter: more than " + MOST_RESTRICTIONS + " restrictions");
        }
        if (scanner.atReservedWord()) {
            throw scanner.unexpected();
        }
        FilterScanner.Member member = scanner.takeMember();
        if (scanner.at('(')) {
            throw scanner.error("functions are not supported");
        }
        Operator operator = scanner.takeOperator();
        if (operator == null) {
            return new Filter.Anywhere(member.text());
        }
        scanner.skipSpace();
        FilterScanner.Argument argument = scanner.takeArgument();
        FieldPath.Resolved resolved = FieldPath.resolve("filter", member.segments(), schema);
        return new FilterTyping(resolved, operator, argument).restriction();
    }
}
