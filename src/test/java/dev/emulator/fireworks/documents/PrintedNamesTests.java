package dev.emulator.fireworks.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What README, CONTRIBUTING and docs name in backticks exists. */
class PrintedNamesTests {

    private static KnownNames names;

    @BeforeAll
    static void read() throws IOException {
        names = KnownNames.read(pages());
    }

    static List<Path> pages() throws IOException {
        try (var docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")),
                            docs.filter(path -> path.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyNameExists(Path page) throws IOException {
        assertThat(PrintedNames.of(page).stream().filter(name -> !names.exists(name)))
                .as("names that do not exist")
                .isEmpty();
    }

    @Test
    void thePackagesOfTheTableExist() throws IOException {
        var packages = PrintedNames.of(Path.of("CONTRIBUTING.md")).stream()
                .filter(PrintedNames.Name::isInFirstColumn)
                .filter(name -> name.text().matches("[a-z]+(\\.[a-z]+)*"))
                .toList();
        assertThat(packages).hasSizeGreaterThan(20);
        assertThat(packages)
                .allMatch(name -> Files.isDirectory(Path.of(
                        "src/main/java/dev/emulator/fireworks", name.text().replace('.', '/'))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NoSuchTests",
                "@NoSuchAnnotation",
                "StatefulSeedHandler.NoFactory",
                "emulator.no-such",
                "emulator.validatoin=service",
                "server.no-such",
                "EMULATOR_NO_SUCH",
                "src/no/such",
                "no_such.py",
                ".ci/nothing",
                "GET …/nonsense",
                "DELETE …/accounts/{account}/clock",
                "/_emulator/v1/nonsense",
                "--no-such",
                "fireworks-emulator nonsense",
                "java -jar target/fireworks-emulator.jar nonsense",
                "./mvnw test -Dtest=ModelTests,NoSuchTests"
            })
    void aNameThatDoesNotExistIsFound(String text) {
        assertThat(names.exists(new PrintedNames.Name(Path.of("a.md"), 1, text, false)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ModelTests",
                "@Verified",
                "StatefulSeedHandler.Factory",
                "emulator.lifecycle.durations.RUNNING=30s",
                "emulator.auth.keys[0].key",
                "server.port",
                "spring.datasource.url",
                "EMULATOR_VALIDATION=service",
                ".ci/run",
                "pom.xml",
                "model/catalogue.json",
                "GET …/accounts/{account}/clock",
                "…/packs/{pack}",
                "…:seed",
                "--emulator.validation=service",
                "fireworks-emulator doctor",
                "Content-Type",
                "JOB_STATE_FAILED"
            })
    void aNameThatExistsIsNot(String text) {
        assertThat(names.exists(new PrintedNames.Name(Path.of("a.md"), 1, text, false)))
                .isTrue();
    }
}
