package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.dataset.Dataset.State;
import dev.emulator.fireworks.lifecycle.AccountClocks;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.storage.Blob;
import dev.emulator.fireworks.storage.Blobs;
import dev.emulator.fireworks.storage.Bucket;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The files of datasets. Bytes are kept and looked through before the transaction that takes them into use, so that nothing waits for an
 * upload and one that is cut off changes nothing.
 */
@Component
class DatasetContents implements Bucket {

    private final DatasetService datasets;
    private final DatasetFiles files;
    private final Blobs blobs;
    private final AccountClocks clocks;
    private final ProtoJson protoJson;
    private final JdbcOperations jdbc;
    private final TransactionOperations transaction;
    private final long largestUpload;
    private final long largestFile;
    private final TokenEstimate tokenEstimate = new TokenEstimate();

    DatasetContents(
            DatasetService datasets,
            DatasetFiles files,
            Blobs blobs,
            AccountClocks clocks,
            ProtoJson protoJson,
            JdbcOperations jdbc,
            TransactionOperations transaction,
            EmulatorProperties properties) {
        this.datasets = datasets;
        this.files = files;
        this.blobs = blobs;
        this.clocks = clocks;
        this.protoJson = protoJson;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.largestUpload = properties.limits().upload().toBytes();
        this.largestFile = properties.limits().signedUpload().toBytes();
    }

    /** A file that is in use. */
    record NamedBlob(String filename, Blob blob) {}

    /** Gives a new dataset what another one has, if it has anything yet. */
    void copy(ResourceName source, ResourceName target) throws IOException {
        var row = datasets.require(target);
        var copies = new ArrayList<NamedBlob>();
        keepingIfDone(copies, () -> {
            for (var file : inUse(datasets.require(source))) {
                try (var content =
                        blobs.open(Objects.requireNonNull(file.blob()).id())) {
                    copies.add(new NamedBlob(file.filename(), blobs.write(content, Long.MAX_VALUE)));
                }
            }
            if (!copies.isEmpty()) {
                use(target, examine(row, copies), copies);
            }
            return target;
        });
    }

    /** Takes one file in the place of all that there were, validated at once. */
    Blob upload(String account, String id, String filename, InputStreamSource source) throws IOException {
        var name = datasets.existing(account, id);
        var row = datasets.require(name);
        var blob = write(source);
        var file = List.of(new NamedBlob(filename, blob));
        return keepingIfDone(file, () -> {
            use(name, examine(row, file), file);
            return blob;
        });
    }

    private Blob write(InputStreamSource source) throws IOException {
        try (var content = source.getInputStream()) {
            return blobs.write(content, largestUpload);
        }
    }

    /** Announces files in the place of all that were announced before and not validated yet. */
    void announce(ResourceName name, Map<String, Long> sizes) {
        var superseded = inTransaction(() -> {
            var dataset = datasets.lock(name);
            if (dataset.isStuck()) {
                throw ApiException.failedPrecondition("dataset is being validated")
                        .withHttpStatus(405);
            }
            var gone = remove(dataset, false);
            sizes.keySet().forEach(filename -> files.save(DatasetFileRow.announced(dataset, filename)));
            return gone;
        });
        superseded.forEach(blobs::delete);
    }

    /** Takes the announced files into use; before all of them are there the dataset can never be uploaded again. */
    void validate(String account, String id) throws IOException {
        var name = datasets.existing(account, id);
        var row = datasets.require(name);
        var announced = announced(row);
        if (announced.isEmpty() && row.state() == State.READY) {
            return;
        }
        var there = announced.stream()
                .filter(file -> file.blob() != null)
                .map(file -> new NamedBlob(file.filename(), Objects.requireNonNull(file.blob())))
                .toList();
        if (there.isEmpty() || there.size() < announced.size()) {
            inTransaction(() -> {
                datasets.lock(name).getStuck();
                return name;
            });
            return;
        }
        var verdict = examine(row, there);
        replace(name, verdict, dataset -> announced(dataset).forEach(DatasetFileRow::use));
    }

    List<String> filenames(ResourceName name) {
        return inUse(datasets.require(name)).stream()
                .map(DatasetFileRow::filename)
                .toList();
    }

    void delete(String account, String id) {
        var name = datasets.existing(account, id);
        var gone = inTransaction(() -> {
            var dataset = datasets.lock(name);
            var all = remove(dataset, true);
            all.addAll(remove(dataset, false));
            note(dataset, List.of());
            datasets.delete(dataset);
            return all;
        });
        gone.forEach(blobs::delete);
    }

    @Override
    public String collection() {
        return Dataset.COLLECTION;
    }

    @Override
    public void put(ResourceName name, String filename, InputStream content) throws IOException {
        var blob = blobs.write(content, largestFile);
        var superseded = keepingIfDone(
                List.of(new NamedBlob(filename, blob)),
                () -> inTransaction(() -> {
                    var file = announced(datasets.lock(name)).stream()
                            .filter(each -> each.filename().equals(filename))
                            .findFirst()
                            .orElseThrow(() ->
                                    ApiException.failedPrecondition("no upload of " + filename + " was announced"));
                    var before = Optional.ofNullable(file.blob());
                    file.put(blob);
                    return before;
                }));
        superseded.map(Blob::id).ifPresent(blobs::delete);
    }

    @Override
    public Optional<Content> get(ResourceName name, String filename) throws IOException {
        var blob = inUse(datasets.require(name)).stream()
                .filter(file -> file.filename().equals(filename))
                .map(DatasetFileRow::blob)
                .filter(Objects::nonNull)
                .findFirst();
        return blob.isPresent()
                ? Optional.of(
                        new Content(blob.get().size(), blobs.open(blob.get().id())))
                : Optional.empty();
    }

    private Verdict examine(DatasetRow row, List<NamedBlob> contents) throws IOException {
        var examiner = new Examiner(row.spec(protoJson).value().format(), tokenEstimate);
        for (var file : contents) {
            try (var content = blobs.open(file.blob().id())) {
                examiner.examine(file.filename(), content);
            }
        }
        return examiner.verdict();
    }

    private void use(ResourceName name, Verdict verdict, List<NamedBlob> contents) {
        replace(
                name,
                verdict,
                dataset -> contents.forEach(
                        file -> files.save(DatasetFileRow.inUse(dataset, file.filename(), file.blob()))));
    }

    private interface Change {
        void accept(DatasetRow dataset);
    }

    private void replace(ResourceName name, Verdict verdict, Change change) {
        var superseded = inTransaction(() -> {
            var dataset = datasets.lock(name);
            var gone = remove(dataset, true);
            change.accept(dataset);
            dataset.receive(verdict, clocks.of(name.account()).instant());
            note(dataset, verdict.problems());
            return gone;
        });
        superseded.forEach(blobs::delete);
    }

    /** Notes problems in the place of all that were noted before. */
    private void note(DatasetRow dataset, List<Problem> problems) {
        jdbc.update("delete from dataset_problem where dataset_uid = ?", dataset.id());
        var rows = new ArrayList<Object[]>();
        for (var problem : problems) {
            rows.add(new Object[] {dataset.id(), rows.size(), problem.filename(), problem.line(), problem.text()});
        }
        jdbc.batchUpdate(
                "insert into dataset_problem (dataset_uid, seq, filename, line, reason) values (?, ?, ?, ?, ?)", rows);
    }

    /** The files that are in use, or those that are not yet; what they held is to be thrown away once that is certain. */
    private List<String> remove(DatasetRow dataset, boolean inUse) {
        var gone = new ArrayList<String>();
        for (var file : files.findByDatasetUidAndInUseOrderByFilename(dataset.id(), inUse)) {
            files.delete(file);
            Optional.ofNullable(file.blob()).map(Blob::id).ifPresent(gone::add);
        }
        return gone;
    }

    private List<DatasetFileRow> announced(DatasetRow dataset) {
        return files.findByDatasetUidAndInUseOrderByFilename(dataset.id(), false);
    }

    private List<DatasetFileRow> inUse(DatasetRow dataset) {
        return files.findByDatasetUidAndInUseOrderByFilename(dataset.id(), true);
    }

    private <T> T inTransaction(Supplier<T> steps) {
        return Objects.requireNonNull(transaction.execute(status -> steps.get()));
    }

    private interface Step<T> {
        T take() throws IOException;
    }

    /** Throws the bytes away again where what they are for does not come about. */
    private <T> T keepingIfDone(List<NamedBlob> contents, Step<T> step) throws IOException {
        var done = false;
        try {
            var result = step.take();
            done = true;
            return result;
        } finally {
            if (!done) {
                contents.forEach(file -> blobs.delete(file.blob().id()));
            }
        }
    }
}
