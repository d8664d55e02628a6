package dev.emulator.fireworks.model;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.model.Model.Spec;
import dev.emulator.fireworks.model.Model.State;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.resource.ResourceContents;
import dev.emulator.fireworks.storage.Content;
import dev.emulator.fireworks.storage.NamedBlob;
import dev.emulator.fireworks.storage.ResourceFiles;
import dev.emulator.fireworks.validation.Validation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The files of models: uploaded files, and generated files of models that jobs have made. */
@Component
class ModelContents extends ResourceContents<ModelRow, Spec> {

    private static final String NOTHING = "no files were uploaded";

    private final ModelService models;
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
        super(models, files);
        this.models = models;
        this.uploaded = uploaded;
        this.tuned = tuned;
        this.clocks = clocks;
        this.validation = validation;
        this.protoJson = protoJson;
    }

    /** Puts the announced files into use if they are valid. Returns warnings. */
    List<String> validate(ResourceName name, UploadedFiles.Checks checks) throws IOException {
        var row = models.require(name);
        var announced = files.announced(row.uid());
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
        var problems = uploaded.problems(row.spec(protoJson).value(), announced.there(), checks);
        if (problems.isEmpty() || validation.isLenient()) {
            change(name, (changes, model) -> {
                changes.useAnnounced(model.uid(), announced.there());
                model.complete(clocks.of(name.account()).instant());
            });
            return problems;
        }
        change(
                name,
                (changes, model) ->
                        model.refuse(problems.get(0), clocks.of(name.account()).instant()));
        throw ApiException.invalidArgument(problems.get(0));
    }

    @Override
    public List<String> filenames(ResourceName name) {
        var row = models.require(name);
        var own = files.inUse(row.uid());
        return own.isEmpty() && row.hasTunedFiles()
                ? tuned.filenames(row)
                : own.stream().map(NamedBlob::filename).toList();
    }

    @Override
    protected Optional<Content> content(ModelRow row, String filename) throws IOException {
        var own = super.content(row, filename);
        return own.isPresent() || !row.hasTunedFiles() ? own : tuned.content(row, filename);
    }
}
