package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.dataset.Dataset.Spec;
import dev.emulator.fireworks.dataset.Dataset.State;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.resource.ResourceContents;
import dev.emulator.fireworks.storage.Blob;
import dev.emulator.fireworks.storage.Blobs;
import dev.emulator.fireworks.storage.NamedBlob;
import dev.emulator.fireworks.storage.ResourceFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

/**
 * The files of datasets. Files are stored and examined before the transaction that puts them into use. Thus nothing waits for an upload, and
 * an aborted upload changes nothing.
 */
@Component
class DatasetContents extends ResourceContents<DatasetRow, Spec> {

    private final DatasetService datasets;
    private final DatasetProblems problems;
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
        super(datasets, files);
        this.datasets = datasets;
        this.problems = problems;
        this.blobs = blobs;
        this.clocks = clocks;
        this.protoJson = protoJson;
        this.tokenEstimate = tokenEstimate;
        this.largestUpload = properties.limits().upload().toBytes();
    }

    /** Copies the files of a dataset to a new one, if there are any. */
    void copy(ResourceName source, ResourceName target) throws IOException {
        var row = datasets.require(target);
        var copies = new ArrayList<NamedBlob>();
        files.deleteOnFailure(copies, () -> {
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

    /** Replaces all files by one file, and validates it. */
    Blob upload(String account, String id, String filename, InputStreamSource source) throws IOException {
        var name = datasets.name(account, id);
        var row = datasets.require(name);
        var blob = write(source);
        var file = List.of(new NamedBlob(filename, blob));
        return files.deleteOnFailure(file, () -> {
            use(name, examine(row, file), file);
            return blob;
        });
    }

    /**
     * Replaces all files by one file, unless it is the same. The size is not limited, because seeds come from the emulator's own machine.
     *
     * @return whether the file was replaced
     */
    boolean uploadUnlessSame(ResourceName name, String filename, InputStreamSource source) throws IOException {
        NamedBlob file;
        try (var content = source.getInputStream()) {
            file = new NamedBlob(filename, blobs.write(content, Long.MAX_VALUE));
        }
        return files.deleteOnFailure(List.of(file), () -> {
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

    @Override
    protected void checkAnnouncement(DatasetRow dataset) {
        if (dataset.isStuck()) {
            throw ApiException.failedPrecondition("dataset is being validated").withHttpStatus(405);
        }
    }

    /** Puts the announced files into use. If some are missing, the dataset is stuck and accepts no more uploads, as observed. */
    void validate(String account, String id) throws IOException {
        var name = datasets.name(account, id);
        var row = datasets.require(name);
        var announced = files.announced(row.uid());
        if (announced.number() == 0 && row.state() == State.READY) {
            return;
        }
        if (!announced.isComplete()) {
            change(name, (changes, dataset) -> dataset.markStuck());
            return;
        }
        var verdict = examine(row, announced.there());
        replace(name, verdict, (changes, dataset) -> changes.useAnnounced(dataset.uid(), announced.there()));
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
        replace(name, verdict, (changes, dataset) -> changes.use(dataset.uid(), contents));
    }

    private void replace(
            ResourceName name, DatasetContent verdict, BiConsumer<ResourceFiles.Changes, DatasetRow> replacement) {
        change(name, (changes, dataset) -> {
            replacement.accept(changes, dataset);
            receive(dataset, verdict);
        });
    }

    /** Stores the result of an examination in the dataset. */
    void receive(DatasetRow dataset, DatasetContent verdict) {
        dataset.receive(verdict, clocks.of(dataset.account()).instant());
        problems.replace(dataset, verdict.allProblems());
    }
}
