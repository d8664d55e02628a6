package dev.emulator.fireworks.generator;

import dev.emulator.fireworks.database.SchemaScript;
import dev.emulator.fireworks.openapi.CoverageTable;
import dev.emulator.fireworks.openapi.OpenApiDocument;
import dev.emulator.fireworks.openapi.ServedCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** All committed files that are generated, whole or in parts. */
public final class GeneratedFiles {

    private static final Path RESOURCES = Path.of("src/main/resources");

    private GeneratedFiles() {}

    /** Writes all of them. */
    public static void main(String[] arguments) throws IOException {
        var files = new ArrayList<>(documents());
        files.add(openApiDocument());
        files.add(inMemorySchema());
        for (var file : files) {
            file.write();
        }
    }

    public static GeneratedFile openApiDocument() {
        return openApiDocument(Controllers.mappings());
    }

    public static GeneratedFile openApiDocument(RequestMappingHandlerMapping mappings) {
        var calls = Stream.concat(ServedCall.all(mappings).stream(), ServedCall.controls(mappings).stream())
                .toList();
        return new GeneratedFile(RESOURCES.resolve("openapi.json"), OpenApiDocument.of(calls));
    }

    public static GeneratedFile inMemorySchema() {
        return new GeneratedFile(RESOURCES.resolve("db/in-memory.sql"), SchemaScript.ofMigrations());
    }

    /** The pages of docs that have generated parts. */
    public static List<GeneratedFile> documents() throws IOException {
        var mappings = Controllers.mappings();
        return List.of(
                new Page("coverage.md")
                        .with("coverage", CoverageTable.of(ServedCall.all(mappings)))
                        .file(),
                new Page("control-api.md")
                        .with("control", ControlApiTable.of(ServedCall.controls(mappings)))
                        .file(),
                new Page("settings.md")
                        .with("settings", SettingsTable.ofMetadata())
                        .file(),
                new Page("cookbook/java.md").with(Versions.ofBuild()).file(),
                new Page("java-fixtures.md").with(Versions.ofBuild()).file());
    }
}
