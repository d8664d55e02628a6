package dev.emulator.fireworks.world;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.world.SeedDocument.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file with a seed document, made into what the control API takes: JSON, with every key on the line on which it was written, so that a
 * refusal names the line of the file.
 */
public final class SeedFile {

    private static final String FILE = "file";
    private static final String ROWS = "rows";
    private static final Pattern DATASET = Pattern.compile("/accounts/[^/]+/datasets/[^/]+");

    /** Sent as a part of one request, which the emulator limits as well. */
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
     * Reads a document. Files that its datasets name are read as well, and become rows of it, because an emulator reads no files for whoever
     * calls it.
     *
     * @param file JSON if its name ends so, else YAML
     * @throws ApiException INVALID_ARGUMENT with the line of the first mistake, in the form in which the control API tells one
     */
    public static byte[] json(Path file) throws IOException {
        try {
            var seed = new SeedFile(read(file), file);
            seed.write(seed.document.whole());
            return seed.json.toString().getBytes(StandardCharsets.UTF_8);
        } catch (SeedMistake e) {
            throw ApiException.invalidArgument(String.valueOf(e.getMessage()));
        }
    }

    static SeedDocument read(Path file) throws IOException {
        return file.toString().endsWith(".json")
                ? JsonSeed.read(Files.readAllBytes(file))
                : YamlSeed.read(Files.readString(file));
    }

    private void write(Part part) throws IOException {
        if (part.value() instanceof ObjectNode) {
            var separator = '{';
            for (var field : document.parts(withRows(part))) {
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

    /** Rows that come from a file stand where the file is named. */
    private int lineOf(Part part) {
        var named = part.path().substring(0, part.path().lastIndexOf('/') + 1) + FILE;
        var lines = document.lines();
        return lines.getOrDefault(part.path(), part.key().equals(ROWS) ? lines.getOrDefault(named, line) : line);
    }

    /** What YAML repeats by reference was written further up, where there is no way back to. */
    private void goTo(int target) {
        for (; line < target; line++) {
            json.append('\n');
        }
    }

    private Part withRows(Part part) throws IOException {
        var fields = (ObjectNode) part.value();
        if (!DATASET.matcher(part.path()).matches() || !fields.path(FILE).isString()) {
            return part;
        }
        if (fields.has(ROWS)) {
            throw document.mistake(part, ROWS, "file and rows cannot both be given");
        }
        var replaced = JsonNodeFactory.instance.objectNode();
        for (var field : fields.properties()) {
            if (field.getKey().equals(FILE)) {
                replaced.set(ROWS, rows(part, field.getValue()));
            } else {
                replaced.set(field.getKey(), field.getValue());
            }
        }
        return new Part(part.path(), part.key(), replaced);
    }

    private ArrayNode rows(Part dataset, JsonNode name) throws IOException {
        var content = file.toAbsolutePath().resolveSibling(name.stringValue()).normalize();
        if (!Files.isRegularFile(content) || !Files.isReadable(content)) {
            throw document.mistake(dataset, FILE, content + " is no file that can be read");
        }
        if (Files.size(content) > LARGEST_CONTENT) {
            throw document.mistake(
                    dataset, FILE, content + " is too large to be sent with a seed; upload it, or use emulator.seed");
        }
        var rows = JsonNodeFactory.instance.arrayNode();
        var number = 0;
        for (var row : Files.readAllLines(content)) {
            number++;
            try {
                if (!row.isBlank()) {
                    rows.add(JsonMapper.shared().readTree(row));
                }
            } catch (JacksonException e) {
                throw document.mistake(dataset, FILE, content + ":" + number + ": " + e.getOriginalMessage());
            }
        }
        return rows;
    }
}
