package dev.emulator.fireworks.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.model.Model.State;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import dev.emulator.fireworks.protojson.Utf8Text;
import dev.emulator.fireworks.store.PublicResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The public models, {@code accounts/fireworks/models/*}: built-in ones, and those of a file of the user. The file has the format of the
 * API's list of models, and can replace built-in models.
 */
@Component
class Catalogue implements PublicResources {

    private static final String FILE = "catalogue.json";
    private static final String SETTING = "emulator.catalogue";

    private final ProtoJson protoJson;
    private final List<Entry> added;
    private volatile @Nullable SortedMap<String, Entry> entries;

    Catalogue(EmulatorProperties properties, ProtoJson protoJson) {
        this.protoJson = protoJson;
        var file = properties.catalogue();
        this.added = file == null ? List.of() : read(file);
    }

    /** A model in the API, and additional properties for the emulator. */
    record Entry(
            @JsonUnwrapped Model model,
            @JsonProperty("emulator") @Nullable Architecture noted) {

        Architecture architecture() {
            return noted == null || noted.hiddenSize() == 0 ? Architecture.USUAL : noted;
        }

        /** Error message with which the service refuses to tune the model, although its flags allow it; empty for none. */
        String tuningRefusal() {
            return noted == null ? "" : noted.tuningRefusal();
        }

        private ResourceName name() {
            return ResourceName.parse(model.name())
                    .filter(name -> name.account().equals(ACCOUNT)
                            && name.collection().equals(Model.COLLECTION)
                            && ResourceName.isValidId(name.id()))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the names of models must be accounts/fireworks/models/{model}," + " but one is \""
                                    + model.name() + '"'));
        }

        /** Keeps the additional properties if the replacement has none, as in a list from the live service. */
        private Entry replacedBy(Entry other) {
            return other.noted == null ? new Entry(other.model, noted) : other;
        }

        /** All models of the catalogue are READY. */
        private Entry ready() {
            var listed = model;
            var ready = new Model(
                    listed.name(),
                    listed.createTime(),
                    State.READY,
                    Status.OK,
                    listed.importedFrom(),
                    listed.fineTuningJob(),
                    listed.deployedModelRefs(),
                    listed.cluster(),
                    listed.calibrated(),
                    listed.tunable(),
                    listed.updateTime() == null ? listed.createTime() : listed.updateTime(),
                    listed.defaultSamplingParams(),
                    listed.rlTunable(),
                    listed.supportsServerless(),
                    listed.supervisedLoraTunable(),
                    listed.supervisedFullParameterTunable(),
                    listed.rlLoraTunable(),
                    listed.rlFullParameterTunable(),
                    listed.useTrainingV2(),
                    listed.encryptionState(),
                    listed.serverlessModes(),
                    listed.supportedPrecisions(),
                    listed.supportedPrecisionsWithCalibration(),
                    listed.spec());
            return new Entry(ready, noted);
        }
    }

    /** The format of the API's list of models, so that a response of the live service can be used unchanged. */
    record Listed(List<Entry> models, String nextPageToken, int totalSize) {}

    @Override
    public String collection() {
        return Model.COLLECTION;
    }

    @Override
    public List<String> ids() {
        return List.copyOf(entries().keySet());
    }

    Optional<Entry> find(String id) {
        return Optional.ofNullable(entries().get(id));
    }

    /** Finds a public model by its full name. */
    Optional<Entry> named(String name) {
        return ResourceName.parse(name)
                .filter(parsed -> parsed.account().equals(ACCOUNT))
                .flatMap(parsed -> find(parsed.id()));
    }

    Collection<Entry> all() {
        return entries().values();
    }

    /** The built-in file is read on first use, so that the start does not wait for it. */
    private SortedMap<String, Entry> entries() {
        var known = entries;
        if (known == null) {
            var all = new TreeMap<String, Entry>();
            builtIn().forEach(entry -> all.put(entry.name().id(), entry.ready()));
            added.forEach(entry -> all.merge(entry.name().id(), entry.ready(), Entry::replacedBy));
            entries = all;
            known = all;
        }
        return known;
    }

    private List<Entry> builtIn() {
        try (var file = new ClassPathResource(FILE, Catalogue.class).getInputStream()) {
            return protoJson.read(file.readAllBytes(), Listed.class).models();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An invalid file makes the start fail with the reason. */
    private List<Entry> read(Path file) {
        try {
            // Unknown fields are ignored, because the live service may have added some.
            var models = protoJson
                    .readStored(Utf8Text.of(Files.readAllBytes(file)), Listed.class)
                    .models();
            models.forEach(Entry::name);
            return models;
        } catch (ProtoJsonException e) {
            throw invalid(file, e.line() + ":" + e.column() + ": " + e.getMessage());
        } catch (IOException e) {
            throw invalid(file, "cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            throw invalid(file, String.valueOf(e.getMessage()));
        }
    }

    private static InvalidConfigurationPropertyValueException invalid(Path file, String reason) {
        return new InvalidConfigurationPropertyValueException(
                SETTING, file, "Allowed: a file in the format of the API's list of models; " + file + ": " + reason);
    }
}
