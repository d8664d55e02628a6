package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.protojson.ProtoJson;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes the body of a successful answer. */
final class ResponseTampering {

    private final JsonMapper mapper;

    ResponseTampering(ProtoJson protoJson) {
        this.mapper = protoJson.mapper();
    }

    /** Repeats all items of a page after the last one. */
    byte[] twice(byte[] page) {
        var tree = mapper.readTree(page);
        var items = items(tree);
        if (items == null) {
            return page;
        }
        items.addAll(items.deepCopy());
        return mapper.writeValueAsBytes(tree);
    }

    /** Removes all items of a page. */
    byte[] dropped(byte[] page) {
        var tree = mapper.readTree(page);
        var items = items(tree);
        if (items == null) {
            return page;
        }
        items.removeAll();
        return mapper.writeValueAsBytes(tree);
    }

    /** Hides resources that were created after a time; empty if the answer is itself such a resource. */
    Optional<byte[]> asOf(Instant time, byte[] answer) {
        if (!(mapper.readTree(answer) instanceof ObjectNode tree)) {
            return Optional.of(answer);
        }
        if (isNewer(tree, time)) {
            return Optional.empty();
        }
        var items = items(tree);
        var hidden = items == null ? 0 : hide(items, time);
        if (hidden == 0) {
            return Optional.of(answer);
        }
        tree.put("totalSize", tree.path("totalSize").asInt() - hidden);
        return Optional.of(mapper.writeValueAsBytes(tree));
    }

    private static int hide(ArrayNode items, Instant time) {
        var before = items.size();
        for (Iterator<JsonNode> each = items.iterator(); each.hasNext(); ) {
            if (isNewer(each.next(), time)) {
                each.remove();
            }
        }
        return before - items.size();
    }

    private static boolean isNewer(JsonNode resource, Instant time) {
        var created = resource.path("createTime").asString("");
        return !created.isEmpty() && Instant.parse(created).isAfter(time);
    }

    /** Only pages of lists have a nextPageToken. */
    private static @Nullable ArrayNode items(JsonNode page) {
        return page.has("nextPageToken")
                ? page.properties().stream()
                        .map(Map.Entry::getValue)
                        .filter(ArrayNode.class::isInstance)
                        .map(ArrayNode.class::cast)
                        .findFirst()
                        .orElse(null)
                : null;
    }
}
