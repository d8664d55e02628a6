package dev.emulator.fireworks.seed;

import dev.emulator.fireworks.protojson.JsonText;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import dev.emulator.fireworks.protojson.Utf8Text;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads a seed document in JSON, and records the line of each value. */
final class JsonSeedReader {

    /** Jackson's limits are lifted, because the text was already checked, and the size of requests is limited. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .build();

    private final JsonParser parser;
    private final Map<String, Integer> lines = new HashMap<>();

    private JsonSeedReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * @param file in UTF-8, with or without a byte order mark
     * @throws SeedException for malformed JSON or a duplicate key
     */
    static SeedDocument read(byte[] file) {
        try {
            var text = Utf8Text.of(file).getBytes(StandardCharsets.UTF_8);
            if (JsonText.isBlank(text)) {
                throw new SeedException(1, "the document is empty");
            }
            JsonText.read(text);
            try (var parser = JSON.createParser(text)) {
                parser.nextToken();
                var seed = new JsonSeedReader(parser);
                return new SeedDocument(seed.value(""), seed.lines);
            }
        } catch (ProtoJsonException e) {
            throw new SeedException(e.line(), String.valueOf(e.getMessage()));
        }
    }

    private JsonNode value(String path) {
        if (path.length() > SeedDocument.LONGEST_PATH) {
            throw new SeedException(line(), "the path of this value is too long");
        }
        lines.putIfAbsent(path, line());
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> list(path);
            // Keeps all digits, because uploaded rows are stored as written.
            case VALUE_NUMBER_FLOAT -> JsonNodeFactory.instance.numberNode(parser.getDecimalValue());
            default -> parser.readValueAsTree();
        };
    }

    private JsonNode object(String path) {
        var object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            var child = SeedDocument.path(path, key);
            if (object.has(key)) {
                throw new SeedException(line(), "duplicate key \"" + key + "\"");
            }
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
