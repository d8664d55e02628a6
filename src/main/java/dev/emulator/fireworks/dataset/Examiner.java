package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.dataset.Dataset.Format;
import dev.emulator.fireworks.protojson.JsonText;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Examines the files of one dataset row by row. Any content leads to a result, not to an exception. */
final class Examiner {

    private static final int FEWEST_ROWS = 3;
    private static final long MOST_ROWS = 3_000_000;
    private static final int KEPT = 10_000;

    /** Counting tokens takes most of the time. Therefore, after this number of bytes, tokens are counted in every 16th row only. */
    private static final long COUNTED_WHOLE = 16L * 1024 * 1024;

    private static final int COUNTED_AFTERWARDS = 16;

    private final Format format;
    private final TokenEstimate tokenEstimate;
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable String kind;
    private @Nullable Problem mismatch;
    private long problemCount;
    private long rows;
    private long trainable;
    private long tokens;
    private long countedBytes;
    private long uncountedBytes;
    private long turns;
    private long weighted;
    private String lastFile = "";
    private long lastLine;
    private String firstUnweightedFile = "";
    private long firstUnweightedLine = -1;

    Examiner(Format format, TokenEstimate tokenEstimate) {
        this.format = format;
        this.tokenEstimate = tokenEstimate;
    }

    void examine(String filename, InputStream content) throws IOException {
        try (var lines = new Lines(content)) {
            var line = lines.next();
            for (long number = 0; line != null; number++) {
                if (!JsonText.isBlank(line)) {
                    lastFile = filename;
                    lastLine = number;
                    row(filename, number, line, lines.isCut());
                }
                line = lines.next();
            }
        }
    }

    /** @param checksum of the examined files */
    DatasetContent verdict(String checksum) {
        if (rows > 0 && rows < FEWEST_ROWS || rows > MOST_ROWS) {
            problem(new Problem(
                    lastFile,
                    lastLine,
                    kind(),
                    "dataset must have between " + FEWEST_ROWS + " and " + MOST_ROWS + " rows, but has " + rows,
                    false));
        }
        if (weighted > 0 && weighted < rows) {
            problem(new Problem(
                    firstUnweightedFile,
                    firstUnweightedLine,
                    kind(),
                    "weight must be in every row if it is in any",
                    false));
        }
        return new DatasetContent(
                rows,
                trainable,
                tokens(),
                turns,
                List.copyOf(problems),
                problemCount,
                Optional.ofNullable(mismatch),
                checksum);
    }

    private void row(String filename, long number, byte[] line, boolean isCut) {
        rows++;
        JsonNode row;
        try {
            row = read(line, isCut);
        } catch (ProtoJsonException e) {
            problem(new Problem(filename, number, kind(), "invalid JSON: " + e.getMessage(), true));
            return;
        }
        if (!row.isObject()) {
            problem(new Problem(filename, number, kind(), "row must be a JSON object", true));
            return;
        }
        var kind = kind(filename, number, row);
        RowRules.check(kind, row, reason -> problem(new Problem(filename, number, kind, reason, false)));
        if (row.path("weight").isNumber()) {
            weighted++;
        } else if (firstUnweightedLine < 0) {
            firstUnweightedFile = filename;
            firstUnweightedLine = number;
        }
        trainable += RowRules.isTrainable(kind, row) ? 1 : 0;
        count(row, line.length);
        turns += turns(kind, row);
    }

    private static JsonNode read(byte[] line, boolean isCut) {
        if (isCut) {
            throw new ProtoJsonException("bufio.Scanner: token too long (a row may have " + Lines.LONGEST + " bytes)");
        }
        return JsonText.read(line);
    }

    /** The first readable row determines the kind of all rows. */
    private String kind(String filename, long number, JsonNode row) {
        var known = kind;
        if (known == null) {
            known = RowRules.kind(format, row);
            kind = known;
            mismatch = RowRules.mismatch(known, filename, number);
        }
        return known;
    }

    private void count(JsonNode row, int size) {
        if (countedBytes < COUNTED_WHOLE || rows % COUNTED_AFTERWARDS == 0) {
            tokens += tokenEstimate.of(row);
            countedBytes += size;
        } else {
            uncountedBytes += size;
        }
    }

    /** Assumes the same number of tokens for each byte in rows that were not counted. */
    private long tokens() {
        return countedBytes == 0 ? 0 : tokens + (long) ((double) tokens / countedBytes * uncountedBytes);
    }

    private String kind() {
        return kind != null ? kind : format == Format.COMPLETION ? RowRules.COMPLETION : RowRules.CHAT;
    }

    private void problem(Problem problem) {
        problemCount++;
        if (problems.size() < KEPT) {
            problems.add(problem);
        }
    }

    private static long turns(String kind, JsonNode row) {
        var messages = kind.equals(RowRules.PREFERENCE) ? row.path("input").path("messages") : row.path("messages");
        return messages.valueStream()
                .filter(message -> !message.path("role").asString("").equals("system"))
                .count();
    }
}
