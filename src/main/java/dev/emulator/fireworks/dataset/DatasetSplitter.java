package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.dataset.Dataset.Spec;
import dev.emulator.fireworks.dataset.Dataset.State;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.storage.Blobs;
import dev.emulator.fireworks.storage.NamedBlob;
import dev.emulator.fireworks.storage.ResourceFiles;
import dev.emulator.fireworks.validation.Validation;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Splits a dataset into chunks with a given number of rows. All chunks are created in one transaction. */
@Component
class DatasetSplitter {

    /** Minimum chunk size in the specification. */
    private static final int FEWEST_ROWS = 200;

    /** An id has at most 63 characters, including the suffix with the number of the chunk. */
    private static final int LONGEST_STEM = 48;

    private final DatasetService datasets;
    private final DatasetContents contents;
    private final ResourceFiles files;
    private final Blobs blobs;
    private final Validation validation;
    private final ProtoJson protoJson;

    DatasetSplitter(
            DatasetService datasets,
            DatasetContents contents,
            ResourceFiles files,
            Blobs blobs,
            Validation validation,
            ProtoJson protoJson) {
        this.datasets = datasets;
        this.contents = contents;
        this.files = files;
        this.blobs = blobs;
        this.validation = validation;
        this.protoJson = protoJson;
    }

    /** The created chunks. */
    record Chunks(List<String> names, long rows) {}

    Chunks split(ResourceName source, int chunkSize, String createdBy) throws IOException {
        if (chunkSize < (validation.isLenient() ? 1 : FEWEST_ROWS)) {
            throw ApiException.invalidArgument("chunk_size", "chunk_size must be at least " + FEWEST_ROWS);
        }
        var row = datasets.require(source);
        if (row.state() != State.READY) {
            throw ApiException.failedPrecondition("dataset " + source + " is not ready");
        }
        var chunks = new ArrayList<NamedBlob>();
        return files.deleteOnFailure(chunks, () -> {
            cut(source, chunkSize, chunks);
            var verdicts = new ArrayList<DatasetContent>();
            for (var chunk : chunks) {
                verdicts.add(contents.examine(row, List.of(chunk)));
            }
            var names = new ArrayList<String>();
            files.change(changes -> {
                for (int i = 0; i < chunks.size(); i++) {
                    names.add(make(row, chunks.get(i), verdicts.get(i), createdBy, changes));
                }
            });
            return new Chunks(names, row.rowCount());
        });
    }

    private void cut(ResourceName source, int chunkSize, List<NamedBlob> chunks) throws IOException {
        for (var file : contents.inUse(source)) {
            try (var content = blobs.open(file.blob().id());
                    var lines = new Lines(content)) {
                var rows = new PushbackInputStream(new RowStream(lines, chunkSize));
                while (hasBytes(rows)) {
                    var filename = id(source, chunks.size()) + ".jsonl";
                    chunks.add(new NamedBlob(filename, blobs.write(rows, Long.MAX_VALUE)));
                    rows = new PushbackInputStream(new RowStream(lines, chunkSize));
                }
            }
        }
    }

    private static boolean hasBytes(PushbackInputStream stream) throws IOException {
        var first = stream.read();
        if (first >= 0) {
            stream.unread(first);
        }
        return first >= 0;
    }

    private String make(
            DatasetRow source,
            NamedBlob chunk,
            DatasetContent verdict,
            String createdBy,
            ResourceFiles.Changes changes) {
        var account = source.account();
        var id = chunk.filename().substring(0, chunk.filename().lastIndexOf('.'));
        var name = datasets.name(account, id);
        datasets.create(account, id, chunkOf(source, verdict.rows()), createdBy);
        var made = datasets.lock(name);
        changes.use(made.uid(), List.of(chunk));
        contents.receive(made, verdict);
        return name.toString();
    }

    private Spec chunkOf(DatasetRow source, long rows) {
        var format = source.spec(protoJson).value().format();
        var splitted = new Dataset.Splitted(source.resourceId());
        return new Spec("", rows, null, null, null, splitted, null, "", format, "");
    }

    private static String id(ResourceName source, int number) {
        var stem = source.id().substring(0, Math.min(LONGEST_STEM, source.id().length()));
        return stem.replaceAll("-+$", "") + "-chunk-" + number;
    }
}
