package dev.emulator.fireworks.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorJarTests {

    @TempDir
    private Path repository;

    private Path fixtures;

    @BeforeEach
    void fixturesInTheRepository() throws IOException {
        fixtures = file("1.2.3/aaaa/fireworks-emulator-1.2.3-fixtures.jar");
    }

    @Test
    void thePropertyComesFirst() throws IOException {
        var told = file("told.jar");
        file("1.2.3/aaaa/fireworks-emulator-1.2.3.jar");
        assertThat(EmulatorJar.find(told.toString(), "other.jar", fixtures)).isEqualTo(told);
    }

    @Test
    void thenTheVariable() throws IOException {
        var told = file("told.jar");
        assertThat(EmulatorJar.find(null, told.toString(), fixtures)).isEqualTo(told);
    }

    @Test
    void thenTheDirectoryOfTheFixturesAsMavenHasIt() throws IOException {
        var beside = file("1.2.3/aaaa/fireworks-emulator-1.2.3.jar");
        assertThat(EmulatorJar.find(null, null, fixtures)).isEqualTo(beside);
    }

    @Test
    void thenTheDirectoriesBesideAsGradleHasThem() throws IOException {
        var beside = file("1.2.3/bbbb/fireworks-emulator-1.2.3.jar");
        assertThat(EmulatorJar.find(null, null, fixtures)).isEqualTo(beside);
    }

    @Test
    void otherwiseTheErrorSaysHowToGetIt() {
        assertThatThrownBy(() -> EmulatorJar.find(null, null, fixtures))
                .isInstanceOf(FireworksEmulatorException.class)
                .hasMessageContaining("fireworks.emulator.jar")
                .hasMessageContaining("FIREWORKS_EMULATOR_JAR")
                .hasMessageContaining("maven-dependency-plugin");
        assertThatThrownBy(() -> EmulatorJar.find(null, null, repository))
                .isInstanceOf(FireworksEmulatorException.class);
    }

    @Test
    void aFileThatIsToldAndNotThereIsNotReplacedByAnother() throws IOException {
        file("1.2.3/aaaa/fireworks-emulator-1.2.3.jar");
        assertThatThrownBy(() -> EmulatorJar.find(repository.resolve("none.jar").toString(), null, fixtures))
                .hasMessageContaining("system property fireworks.emulator.jar")
                .hasMessageContaining("none.jar");
    }

    private Path file(String name) throws IOException {
        var file = repository.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }
}
