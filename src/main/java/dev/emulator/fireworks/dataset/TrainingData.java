package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.dataset.Dataset.Spec;
import dev.emulator.fireworks.protojson.JsonText;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import dev.emulator.fireworks.storage.Blobs;
import dev.emulator.fireworks.storage.ResourceFiles;
import dev.emulator.fireworks.store.ResourceType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The view of datasets for training jobs. */
@Component
public class TrainingData {

    /** Most rows are smaller. */
    private static final int USUAL_ROW = 4096;

    private final ResourceType<DatasetRow, Dataset, Spec> type;
    private final DatasetProblems problems;
    private final ResourceFiles files;
    private final Blobs blobs;

    TrainingData(
            ResourceType<DatasetRow, Dataset, Spec> type, DatasetProblems problems, ResourceFiles files, Blobs blobs) {
        this.type = type;
        this.problems = problems;
        this.files = files;
        this.blobs = blobs;
    }

    /**
     * Properties of a dataset.
     *
     * @param isReady whether it is in state READY
     * @param rows number of rows
     * @param tokens estimated number of tokens
     * @param checksum of its files
     * @param failure why a job with this dataset fails, as the live service words it; empty if it does not
     */
    public record Facts(boolean isReady, long rows, long tokens, String checksum, String failure) {}

    /**
     * A row of a dataset.
     *
     * @param index index of the row in all files, from 0
     * @param line number of the line in its file, from 1
     */
    public record Sample(long index, long line, JsonNode row) {}

    /**
     * The files of a dataset. Their bytes never change.
     *
     * @param rows number of rows of the dataset
     * @param files keys of the files, in their order
     */
    public record Source(ResourceName dataset, long rows, List<String> files) {}

    /** Receives the rows of a file. */
    @FunctionalInterface
    public interface RowVisitor {

        /**
         * Called for each row, also for invalid ones.
         *
         * @param offset of the row in its file
         * @param row a missing node if it is not JSON
         * @return whether to continue
         */
        boolean visit(long offset, JsonNode row);
    }

    /** Returns the files of a dataset; empty if it has no files, or if they no longer match the checksum. */
    public Optional<Source> source(ResourceName dataset, String checksum) {
        return row(dataset.account(), dataset.toString())
                .filter(row -> !checksum.isEmpty() && row.checksum().equals(checksum))
                .map(row -> new Source(
                        dataset,
                        row.rowCount(),
                        files.inUse(row.uid()).stream()
                                .map(file -> file.blob().id())
                                .toList()))
                .filter(source -> !source.files().isEmpty());
    }

    /**
     * Reads all rows of a file.
     *
     * @return whether the visitor has seen all rows
     */
    public boolean scan(String file, RowVisitor visitor) throws IOException {
        try (var content = blobs.open(file);
                var lines = new Lines(content)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                if (!JsonText.isBlank(line)
                        && !visitor.visit(lines.start(), lines.isCut() ? MissingNode.getInstance() : parse(line))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Reads the row at an offset of a file. */
    public JsonNode row(String file, long offset) throws IOException {
        try (var content = blobs.open(file, offset);
                var lines = new Lines(content, USUAL_ROW)) {
            var line = lines.next();
            return line == null ? MissingNode.getInstance() : parse(line);
        }
    }

    /**
     * Looks up a dataset. Datasets of other accounts are not found.
     *
     * @param account account of the job
     * @param reference a full name or an id
     * @param method the job's training method
     */
    public Optional<Facts> find(String account, String reference, TrainingMethod method) {
        return row(account, reference)
                .map(row -> new Facts(
                        row.state() == Dataset.State.READY,
                        row.rowCount(),
                        row.estimatedTokenCount(),
                        row.checksum(),
                        failure(row, method)));
    }

    /** The first readable rows, fewer if they are large. Empty if the content of the dataset no longer matches the checksum. */
    public List<Sample> samples(String account, String reference, String checksum, int number) throws IOException {
        var samples = new ArrayList<Sample>();
        var row = row(account, reference).filter(found -> found.checksum().equals(checksum));
        if (row.isPresent()) {
            for (var file : files.inUse(row.get().uid())) {
                read(file.blob().id(), samples, number);
            }
        }
        return samples;
    }

    private void read(String blob, List<Sample> samples, int number) throws IOException {
        try (var content = blobs.open(blob);
                var lines = new Lines(content)) {
            var line = lines.next();
            var size = 0L;
            for (long at = 1; line != null && samples.size() < number && size < Lines.LONGEST; at++) {
                if (!JsonText.isBlank(line)) {
                    samples.add(new Sample(samples.size(), at, parse(line)));
                }
                size += line.length;
                line = lines.next();
            }
        }
    }

    private static JsonNode parse(byte[] line) {
        try {
            return JsonText.read(line);
        } catch (ProtoJsonException e) {
            return MissingNode.getInstance();
        }
    }

    private Optional<DatasetRow> row(String account, String reference) {
        var name =
                ResourceName.parse(reference).orElseGet(() -> new ResourceName(account, Dataset.COLLECTION, reference));
        return Optional.of(name)
                .filter(found ->
                        found.account().equals(account) && found.collection().equals(Dataset.COLLECTION))
                .flatMap(found -> type.rows().find(account, found.id()));
    }

    private String failure(DatasetRow row, TrainingMethod method) {
        if (row.state() != Dataset.State.READY) {
            return "";
        }
        return problems.first(row, method)
                .map(reason -> "Dataset has a syntax error: " + reason)
                .orElse(
                        row.rowCount() > 0 && row.trainableCount() == 0
                                ? "No valid training examples after tokenization"
                                : "");
    }
}
