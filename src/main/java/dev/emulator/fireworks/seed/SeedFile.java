package dev.emulator.fireworks.seed;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import dev.emulator.fireworks.protojson.Utf8Text;
import dev.emulator.fireworks.seed.SeedDocument.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts a seed file to JSON for the control API. Every key stays on its line, so that errors of the control API have the line of the
 * file.
 */
public final class SeedFile {

    private static final String FILE = "file";
    private static final Pattern RESOURCE = Pattern.compile("/accounts/[^/]+/[^/]+/[^/]+");

    private static final Pattern DOCUMENT = Pattern.compile("(?i)[^.].*\\.(yaml|yml|json)");

    /** The content is sent in the body of one request, whose size is limited too. */
    private static final long LARGEST_CONTENT = 64L * 1024 * 1024;

    private final SeedDocument document;
    private final Path file;
    private final StringBuilder json = new StringBuilder();
    private int line = 1;

    private SeedFile(SeedDocument document, Path file) {
        this.document = document;
        this.file = file;
    }

    /**
     * Reads a seed file. Files that its resources name under {@code file} are included in the result, because the emulator does not read
     * files for clients.
     *
     * @param file JSON if its name ends with {@code .json}, else YAML
     * @throws ApiException INVALID_ARGUMENT with the line of the first error, in the format of the control API
     */
    public static byte[] json(Path file) throws IOException {
        try {
            var seed = new SeedFile(read(file), file);
            seed.write(seed.document.whole());
            return seed.json.toString().getBytes(StandardCharsets.UTF_8);
        } catch (SeedException e) {
            throw ApiException.invalidArgument(String.valueOf(e.getMessage()));
        }
    }

    static SeedDocument read(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
            return JsonSeedReader.read(bytes);
        }
        try {
            return YamlSeedReader.read(Utf8Text.of(bytes));
        } catch (ProtoJsonException e) {
            throw new SeedException(e.line(), String.valueOf(e.getMessage()));
        }
    }

    /** Returns the seed documents in a directory, sorted by name. Other files are ignored, as seed documents may refer to them. */
    public static List<Path> documents(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.filter(entry ->
                            DOCUMENT.matcher(entry.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private void write(Part part) throws IOException {
        if (part.value() instanceof ObjectNode) {
            var separator = '{';
            for (var field : document.parts(withContent(part))) {
                json.append(separator);
                goTo(lineOf(field));
                json.append(JsonNodeFactory.instance.stringNode(field.key())).append(':');
                write(field);
                separator = ',';
            }
            json.append(separator == '{' ? "{}" : "}");
        } else if (part.value() instanceof ArrayNode list) {
            json.append('[');
            for (int i = 0; i < list.size(); i++) {
                json.append(i == 0 ? "" : ",");
                var key = Integer.toString(i);
                var element = new Part(SeedDocument.path(part.path(), key), key, list.path(i));
                goTo(lineOf(element));
                write(element);
            }
            json.append(']');
        } else {
            json.append(part.value());
        }
    }

    private int lineOf(Part part) {
        return document.lines().getOrDefault(part.path(), line);
    }

    /** Only moves forward: YAML aliases refer to lines that have already been written. */
    private void goTo(int target) {
        for (; line < target; line++) {
            json.append('\n');
        }
    }

    private Part withContent(Part part) throws IOException {
        var fields = (ObjectNode) part.value();
        if (!RESOURCE.matcher(part.path()).matches() || !fields.path(FILE).isString()) {
            return part;
        }
        var replaced = fields.deepCopy();
        replaced.set(FILE, content(part, fields.path(FILE).stringValue()));
        return new Part(part.path(), part.key(), replaced);
    }

    /** Encodes a file in Base64, so that the emulator gets exactly its bytes. */
    private ObjectNode content(Part resource, String name) throws IOException {
        var content = file.toAbsolutePath().resolveSibling(name).normalize();
        if (!Files.isRegularFile(content) || !Files.isReadable(content)) {
            throw document.mistake(resource, FILE, content + " is not a readable file");
        }
        if (Files.size(content) > LARGEST_CONTENT) {
            throw document.mistake(
                    resource, FILE, content + " is too large to be sent with a seed; upload it, or use emulator.seed");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", content.getFileName().toString())
                .put("content", Base64.getEncoder().encodeToString(Files.readAllBytes(content)));
    }
}
