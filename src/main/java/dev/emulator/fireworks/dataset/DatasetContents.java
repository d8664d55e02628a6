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
import dev.emulator.fireworks.storage.Content;
import dev.emulator.fireworks.storage.NamedBlob;
import dev.emulator.fireworks.storage.ResourceFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

/**
 * The files of datasets. Bytes are kept and looked through before the transaction that takes them into use, so that nothing waits for an
 * upload and one that is cut off changes nothing.
 */
@Component
class DatasetContents implements Bucket {

    private final DatasetService datasets;
    private final DatasetProblems problems;
    private final ResourceFiles files;
    private final Blobs blobs;
    private final AccountClocks clocks;
    private final ProtoJson protoJson;
    private final TokenEstimate tokenEstimate;
    private final long largestUpload;

    DatasetContents(
            DatasetService datasets,
            DatasetProblems problems,
            ResourceFiles files,
            Blobs blobs,
            AccountClocks clocks,
            ProtoJson protoJson,
            TokenEstimate tokenEstimate,
            EmulatorProperties properties) {
        this.datasets = datasets;
        this.problems = problems;
        this.files = files;
        this.blobs = blobs;
        this.clocks = clocks;
        this.protoJson = protoJson;
        this.tokenEstimate = tokenEstimate;
        this.largestUpload = properties.limits().upload().toBytes();
    }

    /** Gives a new dataset what another one has, if it has anything yet. */
    void copy(ResourceName source, ResourceName target) throws IOException {
        var row = datasets.require(target);
        var copies = new ArrayList<NamedBlob>();
        files.keepingIfDone(copies, () -> {
            for (var file : inUse(source)) {
                try (var content = blobs.open(file.blob().id())) {
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
        var name = datasets.name(account, id);
        var row = datasets.require(name);
        var blob = write(source);
        var file = List.of(new NamedBlob(filename, blob));
        return files.keepingIfDone(file, () -> {
            use(name, examine(row, file), file);
            return blob;
        });
    }

    /**
     * Takes one file in the place of all that there were, unless it is what there is. It comes from the emulator's own machine, so that its
     * size is nobody's concern.
     */
    boolean uploadUnlessSame(ResourceName name, String filename, InputStreamSource source) throws IOException {
        NamedBlob file;
        try (var content = source.getInputStream()) {
            file = new NamedBlob(filename, blobs.write(content, Long.MAX_VALUE));
        }
        return files.keepingIfDone(List.of(file), () -> {
            var same =
                    inUse(name).stream().map(DatasetContents::identity).toList().equals(List.of(identity(file)));
            if (same) {
                blobs.delete(file.blob().id());
            } else {
                use(name, examine(datasets.require(name), List.of(file)), List.of(file));
            }
            return !same;
        });
    }

    private static String identity(NamedBlob file) {
        return file.blob().sha256() + " " + file.filename();
    }

    private Blob write(InputStreamSource source) throws IOException {
        try (var content = source.getInputStream()) {
            return blobs.write(content, largestUpload);
        }
    }

    /** Announces files in the place of all that were announced before and not validated yet. */
    void announce(ResourceName name, Collection<String> filenames) {
        files.change(changes -> {
            var dataset = datasets.lock(name);
            if (dataset.isStuck()) {
                throw ApiException.failedPrecondition("dataset is being validated")
                        .withHttpStatus(405);
            }
            changes.announce(dataset.id(), filenames);
        });
    }

    /** Takes the announced files into use; before all of them are there the dataset can never be uploaded again. */
    void validate(String account, String id) throws IOException {
        var name = datasets.name(account, id);
        var row = datasets.require(name);
        var announced = files.announced(row.id());
        if (announced.number() == 0 && row.state() == State.READY) {
            return;
        }
        if (!announced.isComplete()) {
            files.change(changes -> {
                datasets.lock(name).markStuck();
            });
            return;
        }
        var verdict = examine(row, announced.there());
        replace(name, verdict, (changes, dataset) -> changes.useAnnounced(dataset.id(), announced.there()));
    }

    /** The names of the files that can be downloaded. */
    List<String> filenames(ResourceName name) {
        return inUse(name).stream().map(NamedBlob::filename).toList();
    }

    List<NamedBlob> inUse(ResourceName name) {
        return files.inUse(datasets.require(name).id());
    }

    void delete(String account, String id) {
        var name = datasets.name(account, id);
        files.change(changes -> {
            var dataset = datasets.lock(name);
            changes.dropAll(dataset.id());
            problems.note(dataset, List.of());
            datasets.delete(dataset);
        });
    }

    @Override
    public String collection() {
        return Dataset.COLLECTION;
    }

    @Override
    public Blob put(ResourceName name, String filename, InputStream content, Consumer<Optional<Blob>> precondition)
            throws IOException {
        return files.put(
                filename, content, precondition, () -> datasets.lock(name).id());
    }

    @Override
    public Optional<Content> get(ResourceName name, String filename) {
        var row = datasets.require(name);
        return files.content(row.id(), filename, row.updateTime());
    }

    DatasetContent examine(DatasetRow row, List<NamedBlob> contents) throws IOException {
        var examiner = new Examiner(row.spec(protoJson).value().format(), tokenEstimate);
        for (var file : contents) {
            try (var content = blobs.open(file.blob().id())) {
                examiner.examine(file.filename(), content);
            }
        }
        return examiner.verdict(NamedBlob.checksum(contents));
    }

    private void use(ResourceName name, DatasetContent verdict, List<NamedBlob> contents) {
        replace(name, verdict, (changes, dataset) -> changes.use(dataset.id(), contents));
    }

    private void replace(
            ResourceName name, DatasetContent verdict, BiConsumer<ResourceFiles.Changes, DatasetRow> replacement) {
        files.change(changes -> {
            var dataset = datasets.lock(name);
            replacement.accept(changes, dataset);
            receive(dataset, verdict);
        });
    }

    /** What was found in its files becomes known of the dataset. */
    void receive(DatasetRow dataset, DatasetContent verdict) {
        dataset.receive(verdict, clocks.of(dataset.account()).instant());
        problems.note(dataset, verdict.allProblems());
    }
}
