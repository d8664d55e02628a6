package dev.emulator.fireworks.store;

import dev.emulator.fireworks.aip.FieldMask;
import dev.emulator.fireworks.aip.MessageSchema;
import dev.emulator.fireworks.aip.OrderBy;
import dev.emulator.fireworks.protojson.ProtoJson;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An order by any fields, with the name as tie-breaker. Also converts positions to and from page tokens. */
final class FieldOrder {

    private final Comparator<JsonNode> comparator;
    private final FieldMask marks;
    private final ProtoJson protoJson;

    FieldOrder(OrderBy order, MessageSchema schema, ProtoJson protoJson) {
        this.comparator =
                order.comparator().thenComparing(tree -> tree.path("name").asString(""), Comparator.naturalOrder());
        this.marks = FieldMask.parse(
                Stream.concat(
                                Stream.of("name"),
                                order.keys().stream().map(key -> key.path().text()))
                        .collect(Collectors.joining(",")),
                schema);
        this.protoJson = protoJson;
    }

    Comparator<JsonNode> comparator() {
        return comparator;
    }

    String position(ObjectNode resource) {
        return marks.prune(resource).toString();
    }

    JsonNode parse(String position) {
        return protoJson.mapper().readTree(position);
    }
}
