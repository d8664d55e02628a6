package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.dataset.Dataset.Spec;
import dev.emulator.fireworks.dataset.Dataset.State;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.resource.ResourceSeedHandler;
import dev.emulator.fireworks.seed.SeedFiles;
import dev.emulator.fireworks.storage.ObjectNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Seeds datasets: the fields of the API, and in addition {@code file} or {@code rows}. */
@Component
@Order(10)
class DatasetSeedHandler extends ResourceSeedHandler<DatasetRow, Dataset, Spec> {

    private static final String FILE = "file";
    private static final String ROWS = "rows";
    private static final Set<String> SENT = Set.of("name", "content");

    private final DatasetService datasets;
    private final DatasetContents contents;
    private final String email;

    DatasetSeedHandler(
            DatasetService datasets, DatasetContents contents, ProtoJson protoJson, EmulatorProperties properties) {
        super(datasets, Dataset::spec, protoJson);
        this.datasets = datasets;
        this.contents = contents;
        this.email = properties.email();
    }

    private record Content(String filename, InputStreamSource bytes) {}

    @Override
    public Step prepare(String account, String id, ObjectNode fields, SeedFiles files) {
        var own = fields.deepCopy();
        var content = content(id, own.remove(FILE), own.remove(ROWS), files);
        var dataset = super.prepare(account, id, own, files);
        var name = datasets.name(account, id);
        return () -> {
            var outcome = dataset.apply();
            return content.isPresent() && fill(name, content.get()) && outcome == Outcome.UNCHANGED
                    ? Outcome.UPDATED
                    : outcome;
        };
    }

    @Override
    protected void create(ResourceName name, Spec spec) {
        datasets.create(name.account(), name.id(), spec, email);
    }

    private static Optional<Content> content(
            String id, @Nullable JsonNode file, @Nullable JsonNode rows, SeedFiles files) {
        if (file != null && rows != null) {
            throw ApiException.invalidArgument(ROWS, "file and rows cannot both be given");
        }
        if (file instanceof ObjectNode sent) {
            return Optional.of(sent(id, sent));
        }
        if (file != null) {
            if (!file.isString()) {
                throw ApiException.invalidArgument(FILE, "file must be the path of a file, or its name and content");
            }
            var path = files.find(file.stringValue());
            return Optional.of(new Content(
                    ObjectNames.lastSegment(path.getFileName().toString(), FILE), new FileSystemResource(path)));
        }
        return Optional.ofNullable(rows).map(given -> new Content(id + ".jsonl", new ByteArrayResource(lines(given))));
    }

    /** Reads a file that is part of the seed document: its name, and its bytes in base64. */
    private static Content sent(String id, ObjectNode file) {
        for (var field : file.properties()) {
            if (!SENT.contains(field.getKey()) || !field.getValue().isString()) {
                throw ApiException.invalidArgument(FILE, "file must have name and content, and both must be texts");
            }
        }
        var name = file.path("name").asString("");
        try {
            var bytes = Base64.getDecoder().decode(file.path("content").asString(""));
            return new Content(
                    name.isEmpty() ? id + ".jsonl" : ObjectNames.lastSegment(name, FILE), new ByteArrayResource(bytes));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalidArgument(FILE, "content of file must be base64");
        }
    }

    private static byte[] lines(JsonNode rows) {
        if (!(rows instanceof ArrayNode list) || list.isEmpty()) {
            throw ApiException.invalidArgument(ROWS, "rows must be a list of rows");
        }
        return list.valueStream()
                .map(row -> row + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Unlike an upload through the API, a seed with an invalid file is refused. */
    private boolean fill(ResourceName name, Content content) throws IOException {
        var filled = contents.uploadUnlessSame(name, content.filename(), content.bytes());
        var dataset = datasets.require(name);
        if (dataset.state() != State.READY) {
            throw ApiException.invalidArgument(FILE, dataset.statusMessage());
        }
        return filled;
    }
}
