package dev.emulator.fireworks.aip;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A path to an existing field. Its names are JSON names, even if the client used proto names. */
public record FieldPath(List<String> jsonNames, MessageSchema.Field leaf) {

    public FieldPath {
        jsonNames = List.copyOf(jsonNames);
    }

    /** A path, and whether it traverses a list of messages, which most comparisons do not allow (AIP-160). */
    record Resolved(FieldPath path, boolean throughList) {}

    /**
     * Resolves the segments of a path. Below a map, each segment is a key.
     *
     * @param parameter name of the request parameter, for error messages
     */
    static Resolved resolve(String parameter, List<String> segments, MessageSchema schema) {
        List<String> jsonNames = new ArrayList<>(segments.size());
        @Nullable MessageSchema scope = schema;
        MessageSchema.@Nullable Field field = null;
        boolean throughList = false;
        for (String segment : segments) {
            throughList |= field != null && field.kind() == MessageSchema.Kind.MESSAGE_LIST;
            field = field != null && field.kind() == MessageSchema.Kind.STRING_MAP
                    ? new MessageSchema.Field(segment, MessageSchema.Kind.STRING, List.of(), null)
                    : scope == null ? null : scope.field(segment);
            if (field == null) {
                throw unknown(parameter, segments);
            }
            jsonNames.add(field.jsonName());
            scope = field.message();
        }
        if (field == null) {
            throw unknown(parameter, segments);
        }
        return new Resolved(new FieldPath(jsonNames, field), throughList);
    }

    private static ApiException unknown(String parameter, List<String> segments) {
        return ApiException.invalidArgument(
                "invalid " + parameter + ": unknown field " + GoStrconv.quote(String.join(".", segments)));
    }

    /** The values that are set at this path: at most one, unless the path traverses a list. */
    List<JsonNode> values(JsonNode resource) {
        JsonNode node = resource;
        for (int i = 0; i < jsonNames.size(); i++) {
            if (node.isArray()) {
                FieldPath rest = new FieldPath(jsonNames.subList(i, jsonNames.size()), leaf);
                List<JsonNode> values = new ArrayList<>();
                node.forEach(element -> values.addAll(rest.values(element)));
                return values;
            }
            node = node.path(jsonNames.get(i));
        }
        return node.isMissingNode() || node.isNull() ? List.of() : List.of(node);
    }

    /** The path as a unique text. */
    public String text() {
        return String.join(".", jsonNames);
    }
}
