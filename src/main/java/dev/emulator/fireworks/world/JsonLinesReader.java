package dev.emulator.fireworks.world;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.protojson.JsonText;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the rows of a table in an archive, line by line. */
final class JsonLinesReader {

    private final Archive archive;
    private final String entry;
    private final int longest;

    /** @param longest the longest line in bytes */
    JsonLinesReader(Archive archive, String table, int longest) {
        this.archive = archive;
        this.entry = Archive.table(table);
        this.longest = longest;
    }

    /** Processes a row. */
    @FunctionalInterface
    interface Use {

        /**
         * @throws IllegalArgumentException if the row is invalid
         * @throws ApiException if the API would refuse it
         */
        void row(int line, ObjectNode row) throws IOException;
    }

    /** Processes each row. A table that the archive lacks has no rows. */
    void each(Use use) throws IOException {
        if (!archive.has(entry)) {
            return;
        }
        try (var content = new BufferedInputStream(archive.open(entry))) {
            var number = 0;
            for (var line = line(content, ++number); line != null; line = line(content, ++number)) {
                if (!JsonText.isBlank(line)) {
                    use(use, number, line);
                }
            }
        }
    }

    private void use(Use use, int number, byte[] line) throws IOException {
        var json = read(number, line);
        try {
            if (!(json instanceof ObjectNode row)) {
                throw new IllegalArgumentException("a row must be a JSON object");
            }
            use.row(number, row);
        } catch (ApiException e) {
            throw refusal(number, e.getMessage());
        } catch (IllegalArgumentException e) {
            throw refusal(number, String.valueOf(e.getMessage()));
        }
    }

    private JsonNode read(int number, byte[] line) {
        try {
            return JsonText.readUnique(line);
        } catch (ProtoJsonException e) {
            throw refusal(number, String.valueOf(e.getMessage()));
        }
    }

    private byte @Nullable [] line(InputStream content, int number) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = content.read(); next >= 0; next = content.read()) {
            if (next == '\n') {
                return line.toByteArray();
            }
            if (line.size() == longest) {
                throw refusal(number, "is longer than " + longest + " bytes");
            }
            line.write(next);
        }
        return line.size() == 0 ? null : line.toByteArray();
    }

    private ApiException refusal(int number, String reason) {
        return ApiException.invalidArgument(entry + ", line " + number + ": " + reason);
    }
}
