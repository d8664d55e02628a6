package dev.emulator.fireworks.model;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.lifecycle.AccountClocks;
import dev.emulator.fireworks.model.Model.State;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.storage.Blob;
import dev.emulator.fireworks.storage.Bucket;
import dev.emulator.fireworks.storage.Content;
import dev.emulator.fireworks.storage.NamedBlob;
import dev.emulator.fireworks.storage.ResourceFiles;
import dev.emulator.fireworks.validation.Validation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** The files of models: uploaded ones as they were put, and those that jobs have made. */
@Component
class ModelContents implements Bucket {

    private static final String NOTHING = "no files were uploaded";

    private final ModelService models;
    private final ResourceFiles files;
    private final UploadedFiles uploaded;
    private final TunedFiles tuned;
    private final AccountClocks clocks;
    private final Validation validation;
    private final ProtoJson protoJson;

    ModelContents(
            ModelService models,
            ResourceFiles files,
            UploadedFiles uploaded,
            TunedFiles tuned,
            AccountClocks clocks,
            Validation validation,
            ProtoJson protoJson) {
        this.models = models;
        this.files = files;
        this.uploaded = uploaded;
        this.tuned = tuned;
        this.clocks = clocks;
        this.validation = validation;
        this.protoJson = protoJson;
    }

    /** Announces files in the place of all that were announced before and not validated yet. */
    void announce(ResourceName name, Collection<String> filenames) {
        files.change(changes -> {
            changes.announce(models.lock(name).id(), filenames);
        });
    }

    /** Takes the announced files into use if they make up the model; tells what is odd about them. */
    List<String> validate(ResourceName name, UploadedFiles.Closeness closeness) throws IOException {
        var row = models.require(name);
        var announced = files.announced(row.id());
        if (announced.number() == 0 && row.state() == State.READY) {
            return List.of();
        }
        if (announced.number() == 0 && validation.isLenient()) {
            return List.of(NOTHING);
        }
        if (!announced.isComplete()) {
            throw ApiException.failedPrecondition(
                    announced.number() == 0 ? NOTHING : "some of the announced files were not uploaded");
        }
        var problems = uploaded.problems(row.spec(protoJson).value(), announced.there(), closeness);
        if (problems.isEmpty() || validation.isLenient()) {
            files.change(changes -> {
                var model = models.lock(name);
                changes.useAnnounced(model.id(), announced.there());
                model.complete(clocks.of(name.account()).instant());
            });
            return problems;
        }
        files.change(changes -> {
            models.lock(name).refuse(problems.get(0), clocks.of(name.account()).instant());
        });
        throw ApiException.invalidArgument(problems.get(0));
    }

    /** The names of the files that can be downloaded. */
    List<String> filenames(ResourceName name) {
        var row = models.require(name);
        var own = files.inUse(row.id());
        return own.isEmpty() && row.hasTunedFiles()
                ? tuned.filenames(row)
                : own.stream().map(NamedBlob::filename).toList();
    }

    void delete(ResourceName name) {
        files.change(changes -> {
            var model = models.lock(name);
            changes.dropAll(model.id());
            models.delete(model);
        });
    }

    @Override
    public String collection() {
        return Model.COLLECTION;
    }

    @Override
    public Blob put(ResourceName name, String filename, InputStream content, Consumer<Optional<Blob>> precondition)
            throws IOException {
        return files.put(
                filename, content, precondition, () -> models.lock(name).id());
    }

    @Override
    public Optional<Content> get(ResourceName name, String filename) {
        var row = models.require(name);
        var own = files.content(row.id(), filename, row.updateTime());
        return own.isPresent() || !row.hasTunedFiles() ? own : tuned.content(row, filename);
    }
}
