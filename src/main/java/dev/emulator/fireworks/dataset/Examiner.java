package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.dataset.Dataset.Format;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks through the files of one dataset, row by row, and comes to a verdict. Whatever the bytes are, there is one. */
final class Examiner {

    private static final int FEWEST_ROWS = 3;
    private static final long MOST_ROWS = 3_000_000;
    private static final int KEPT = 10_000;

    /** Counting tokens takes several times as long as all else, so beyond so many bytes only one row of some is counted. */
    private static final long COUNTED_WHOLE = 16L * 1024 * 1024;

    private static final int COUNTED_AFTERWARDS = 16;

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Lines.LONGEST)
                            .build())
                    .build())
            .build();

    private final Format format;
    private final TokenEstimate tokenEstimate;
    private final List<Problem> problems = new ArrayList<>();
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
        var lines = new Lines(content);
        var line = lines.next();
        for (long number = 0; line != null; number++) {
            if (!Lines.isBlank(line)) {
                lastFile = filename;
                lastLine = number;
                row(filename, number, line);
            }
            line = lines.next();
        }
    }

    /** @param checksum of what was examined, which is not known here */
    Verdict verdict(String checksum) {
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
        return new Verdict(rows, trainable, tokens(), turns, List.copyOf(problems), problemCount, checksum);
    }

    private void row(String filename, long number, byte[] line) {
        rows++;
        JsonNode row;
        try {
            row = JSON.readTree(line);
        } catch (JacksonException e) {
            problem(new Problem(filename, number, kind(), "invalid JSON: " + e.getOriginalMessage(), true));
            return;
        }
        if (!row.isObject()) {
            problem(new Problem(filename, number, kind(), "row must be a JSON object", true));
            return;
        }
        var kind = RowRules.kind(format, row);
        RowRules.check(kind, row, reason -> problem(new Problem(filename, number, kind, reason, false)));
        if (row.path("weight").isNumber()) {
            weighted++;
        } else if (firstUnweightedLine < 0) {
            firstUnweightedFile = filename;
            firstUnweightedLine = number;
        }
        trainable += RowRules.isTrainable(kind, row) ? 1 : 0;
        count(row, line.length);
        turns += turns(row);
    }

    private void count(JsonNode row, int size) {
        if (countedBytes < COUNTED_WHOLE || rows % COUNTED_AFTERWARDS == 0) {
            tokens += tokenEstimate.of(row);
            countedBytes += size;
        } else {
            uncountedBytes += size;
        }
    }

    /** What was not counted has as many tokens a byte as what was. */
    private long tokens() {
        return countedBytes == 0 ? 0 : tokens + (long) ((double) tokens / countedBytes * uncountedBytes);
    }

    private String kind() {
        return format == Format.COMPLETION ? "completion" : "chat";
    }

    private void problem(Problem problem) {
        problemCount++;
        if (problems.size() < KEPT) {
            problems.add(problem);
        }
    }

    private static long turns(JsonNode row) {
        var messages = row.has("input") ? row.path("input").path("messages") : row.path("messages");
        return messages.valueStream()
                .filter(message -> !message.path("role").asString("").equals("system"))
                .count();
    }
}
