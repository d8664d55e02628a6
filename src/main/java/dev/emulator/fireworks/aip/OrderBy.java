package dev.emulator.fireworks.aip;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The order of a list (AIP-132). */
public record OrderBy(List<Key> keys) {

    private static final int LONGEST_TEXT = 8192;

    // Comparators are nested, one for each key.
    private static final int MOST_KEYS = 50;

    // As in PostgreSQL: last in ascending order, first in descending order.
    private static final Comparator<@Nullable TypedValue> UNSET_LAST = Comparator.nullsLast(Comparator.naturalOrder());

    public OrderBy {
        keys = List.copyOf(keys);
    }

    /** One field to sort by. */
    public record Key(FieldPath path, boolean descending) {

        Comparator<JsonNode> comparator() {
            Comparator<JsonNode> ascending = (a, b) -> UNSET_LAST.compare(value(a), value(b));
            return descending ? ascending.reversed() : ascending;
        }

        private @Nullable TypedValue value(JsonNode resource) {
            List<JsonNode> values = path.values(resource);
            return values.isEmpty()
                    ? null
                    : TypedValue.read(values.get(0), path.leaf().kind());
        }

        String text() {
            return descending ? path.text() + " desc" : path.text();
        }
    }

    public static OrderBy parse(@Nullable String text, MessageSchema schema) {
        if (text == null || text.isBlank()) {
            return new OrderBy(List.of());
        }
        if (text.length() > LONGEST_TEXT) {
            throw invalid("longer than " + LONGEST_TEXT + " characters");
        }
        List<Key> keys = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String part : text.split(",", -1)) {
            Key key = key(part.strip(), schema);
            if (!seen.add(key.path().text())) {
                throw invalid("duplicate field " + GoStrconv.quote(key.path().text()));
            }
            if (keys.size() == MOST_KEYS) {
                throw invalid("more than " + MOST_KEYS + " fields");
            }
            keys.add(key);
        }
        return new OrderBy(keys);
    }

    private static Key key(String part, MessageSchema schema) {
        String[] words = part.split("\\s+");
        if (words[0].isEmpty()) {
            throw invalid("empty field name");
        }
        boolean descending = words.length == 2 && words[1].equals("desc");
        if (words.length > 2 || words.length == 2 && !descending && !words[1].equals("asc")) {
            throw invalid("syntax error in " + GoStrconv.quote(part));
        }
        FieldPath.Resolved field = FieldPath.resolve("order_by", List.of(words[0].split("\\.", -1)), schema);
        boolean sortable = switch (field.path().leaf().kind()) {
            case MESSAGE, STRING_LIST, MESSAGE_LIST, STRING_MAP -> false;
            default -> !field.throughList();
        };
        if (!sortable) {
            throw invalid("cannot sort by field " + GoStrconv.quote(field.path().text()));
        }
        return new Key(field.path(), descending);
    }

    private static ApiException invalid(String reason) {
        return ApiException.invalidArgument("invalid order_by: " + reason);
    }

    public Comparator<JsonNode> comparator() {
        return keys.stream().map(Key::comparator).reduce((a, b) -> 0, Comparator::thenComparing);
    }

    /** The normalised text of the order, to which page tokens are bound. */
    public String text() {
        return keys.stream().map(Key::text).collect(Collectors.joining(","));
    }
}
