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

/** Makes of a good answer one that is not. */
final class ResponseTampering {

    private final JsonMapper mapper;

    ResponseTampering(ProtoJson protoJson) {
        this.mapper = protoJson.mapper();
    }

    /** A page with every item twice, one set after the other. */
    byte[] twice(byte[] page) {
        var tree = mapper.readTree(page);
        var items = items(tree);
        if (items == null) {
            return page;
        }
        items.addAll(items.deepCopy());
        return mapper.writeValueAsBytes(tree);
    }

    /** A page without its items. */
    byte[] dropped(byte[] page) {
        var tree = mapper.readTree(page);
        var items = items(tree);
        if (items == null) {
            return page;
        }
        items.removeAll();
        return mapper.writeValueAsBytes(tree);
    }

    /** What an answer would have been if nothing had been created since; empty where there would have been none. */
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

    /** A page is told by its token. */
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
