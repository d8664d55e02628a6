package dev.emulator.fireworks.documents;

import static dev.emulator.fireworks.openapi.UpToDate.assertUpToDate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.generator.GeneratedFile;
import dev.emulator.fireworks.generator.GeneratedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** README, CONTRIBUTING and docs: generated parts are up to date, links lead somewhere, and pages are short. */
class ReadmeTests {

    static List<GeneratedFile> generated() throws IOException {
        return GeneratedFiles.documents();
    }

    static List<Document> all() throws IOException {
        return Document.all();
    }

    @ParameterizedTest
    @MethodSource("generated")
    void generatedPartsAreUpToDate(GeneratedFile file) {
        assertUpToDate(file);
    }

    @ParameterizedTest
    @CsvSource({"README.md, 8000", "CONTRIBUTING.md, 6000"})
    void theFirstPagesAreShort(Path file, long bytes) throws IOException {
        assertThat(Files.size(file)).isLessThanOrEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("all")
    void linksLeadToFilesAndHeadings(Document document) throws IOException {
        assertThat(document.brokenLinks()).isEmpty();
    }

    @Test
    void theIndexNamesEveryPage() throws IOException {
        var index = new Document(Path.of("docs/README.md"));
        assertThat(index.targets())
                .containsAll(Document.all().stream()
                        .map(Document::path)
                        .filter(path -> path.startsWith("docs") && !path.equals(index.path()))
                        .toList());
    }
}
