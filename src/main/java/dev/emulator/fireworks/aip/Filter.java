package dev.emulator.fireworks.aip;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A parsed filter (AIP-160). Its logic has two values only: where nothing is set a comparison is false, so its NOT is true. */
public sealed interface Filter {

    static Filter parse(@Nullable String text, MessageSchema schema) {
        return text == null || text.isBlank() ? new All() : new FilterParser(text, schema).parse();
    }

    boolean test(JsonNode resource);

    /** What must all hold, so that some of it can be left to a database. */
    default List<Filter> conjuncts() {
        return List.of(this);
    }

    /** No filter: everything passes. */
    record All() implements Filter {

        @Override
        public boolean test(JsonNode resource) {
            return true;
        }

        @Override
        public List<Filter> conjuncts() {
            return List.of();
        }
    }

    record And(List<Filter> operands) implements Filter {

        public And {
            operands = List.copyOf(operands);
        }

        @Override
        public boolean test(JsonNode resource) {
            return operands.stream().allMatch(operand -> operand.test(resource));
        }

        @Override
        public List<Filter> conjuncts() {
            return operands.stream()
                    .flatMap(operand -> operand.conjuncts().stream())
                    .toList();
        }
    }

    record Or(List<Filter> operands) implements Filter {

        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public boolean test(JsonNode resource) {
            return operands.stream().anyMatch(operand -> operand.test(resource));
        }
    }

    record Not(Filter operand) implements Filter {

        @Override
        public boolean test(JsonNode resource) {
            return !operand.test(resource);
        }
    }

    /** One comparison of a field with a literal of its type. */
    record Restriction(FieldPath path, Operator op, Literal value) implements Filter {

        @Override
        public boolean test(JsonNode resource) {
            return Comparison.holds(this, path.values(resource));
        }
    }

    /** A literal on its own: some text of the resource contains it, in any case. */
    record Anywhere(String text) implements Filter {

        @Override
        public boolean test(JsonNode resource) {
            String wanted = text.toLowerCase(Locale.ROOT);
            Deque<JsonNode> nodes = new ArrayDeque<>(List.of(resource));
            while (!nodes.isEmpty()) {
                JsonNode node = nodes.pop();
                if (node.isString()
                        && node.stringValue().toLowerCase(Locale.ROOT).contains(wanted)) {
                    return true;
                }
                node.forEach(nodes::push);
            }
            return false;
        }
    }
}
