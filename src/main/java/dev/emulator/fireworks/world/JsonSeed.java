package dev.emulator.fireworks.world;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads a seed document that is JSON, and remembers its lines. */
final class JsonSeed {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser parser;
    private final Map<String, Integer> lines = new HashMap<>();

    private JsonSeed(JsonParser parser) {
        this.parser = parser;
    }

    static SeedDocument read(byte[] text) {
        try (var parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new SeedMistake(1, "the document is empty");
            }
            var seed = new JsonSeed(parser);
            var root = seed.value("");
            if (parser.nextToken() != null) {
                throw new SeedMistake(seed.line(), "there is more after the end of the document");
            }
            return new SeedDocument(root, seed.lines);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new SeedMistake(at == null ? 1 : at.getLineNr(), e.getOriginalMessage());
        }
    }

    private JsonNode value(String path) {
        lines.putIfAbsent(path, line());
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> list(path);
            default -> parser.readValueAsTree();
        };
    }

    private JsonNode object(String path) {
        var object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            var child = SeedDocument.path(path, key);
            lines.put(child, line());
            parser.nextToken();
            object.set(key, value(child));
        }
        return object;
    }

    private JsonNode list(String path) {
        var list = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(SeedDocument.path(path, Integer.toString(list.size()))));
        }
        return list;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }
}
