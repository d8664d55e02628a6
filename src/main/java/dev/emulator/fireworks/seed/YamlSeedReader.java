package dev.emulator.fireworks.seed;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads a seed document in YAML, and records the line of each value. Only plain nodes are read: tags cannot create Java objects. */
final class YamlSeedReader {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Limits the nodes after aliases are expanded, so that a few lines cannot fill the memory. */
    private static final int MOST_NODES = 5_000_000;

    private final Map<String, Integer> lines = new HashMap<>();
    private int nodes;

    private YamlSeedReader() {}

    static SeedDocument read(String text) {
        try {
            var options = YamlErrors.options();
            var root = new Composer(new ParserImpl(new StreamReader(text), options), new JsonTypes(), options)
                    .getSingleNode();
            if (root == null) {
                throw new SeedException(1, "the document is empty");
            }
            var seed = new YamlSeedReader();
            return new SeedDocument(seed.value("", root), seed.lines);
        } catch (MarkedYAMLException e) {
            throw YamlErrors.of(e, text);
        } catch (ReaderException e) {
            var before = text.substring(0, Math.min(e.getPosition(), text.length()));
            throw new SeedException(
                    1 + (int) before.chars().filter(c -> c == '\n').count(),
                    String.format(Locale.ROOT, "the character U+%04X is not allowed", e.getCodePoint()));
        } catch (YAMLException e) {
            throw new SeedException(1, String.valueOf(e.getMessage()));
        }
    }

    /** Resolves only the scalars that JSON has too, as YAML 1.2 does, so that {@code no} and times stay strings. */
    private static final class JsonTypes extends Resolver {

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, Pattern.compile("|~|null|Null|NULL"), null);
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|True|TRUE|false|False|FALSE"), "tTfF");
            addImplicitResolver(Tag.INT, Pattern.compile("[-+]?[0-9]+"), "-+0123456789");
            addImplicitResolver(
                    Tag.FLOAT,
                    Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
                    "-+.0123456789");
        }
    }

    private JsonNode value(String path, Node node) {
        if (path.length() > SeedDocument.LONGEST_PATH) {
            throw new SeedException(line(node), "the path of this value is too long");
        }
        lines.putIfAbsent(path, line(node));
        if (++nodes > MOST_NODES) {
            throw new SeedException(line(node), "the document is too large");
        }
        if (node.isTwoStepsConstruction()) {
            throw new SeedException(line(node), "a value cannot contain itself");
        }
        if (node instanceof MappingNode mapping) {
            return object(path, mapping);
        }
        if (node instanceof SequenceNode sequence) {
            var list = JSON.arrayNode();
            sequence.getValue()
                    .forEach(each -> list.add(value(SeedDocument.path(path, Integer.toString(list.size())), each)));
            return list;
        }
        return scalar((ScalarNode) node);
    }

    private JsonNode object(String path, MappingNode mapping) {
        var object = JSON.objectNode();
        for (var entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new SeedException(line(entry.getKeyNode()), "a key must be a text");
            }
            if (object.has(key.getValue())) {
                throw new SeedException(line(key), "duplicate key \"" + key.getValue() + "\"");
            }
            var child = SeedDocument.path(path, key.getValue());
            lines.put(child, line(key));
            object.set(key.getValue(), value(child, entry.getValueNode()));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode node) {
        var text = node.getValue();
        var tag = node.getTag();
        if (tag.equals(Tag.STR)) {
            return JSON.stringNode(text);
        }
        try {
            if (tag.equals(Tag.NULL)) {
                return JSON.nullNode();
            }
            if (tag.equals(Tag.BOOL)) {
                return JSON.booleanNode(Boolean.parseBoolean(text));
            }
            if (tag.equals(Tag.INT)) {
                return JSON.numberNode(new BigInteger(text));
            }
            if (tag.equals(Tag.FLOAT)) {
                return JSON.numberNode(new BigDecimal(text));
            }
        } catch (NumberFormatException e) {
            throw new SeedException(line(node), text + " is not a number");
        }
        throw new SeedException(line(node), "the tag " + tag + " is not known");
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
