package dev.emulator.fireworks.aip;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A parsed filter (AIP-160). The logic is two-valued: a comparison with an unset field is false, so its negation is true. */
public sealed interface Filter {

    static Filter parse(@Nullable String text, MessageSchema schema) {
        return text == null || text.isBlank() ? new All() : new FilterParser(text, schema).parse();
    }

    boolean test(JsonNode resource);

    /** The terms that must all be true. A database can evaluate some of them. */
    default List<Filter> conjuncts() {
        return List.of(this);
    }

    /** No filter: matches everything. */
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

    /** A comparison of a field with a literal of its type. */
    record Restriction(FieldPath path, Operator op, Literal value) implements Filter {

        @Override
        public boolean test(JsonNode resource) {
            return Comparison.holds(this, path.values(resource));
        }
    }

    /** A literal without a field: matches if any text of the resource contains it, ignoring case. */
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
