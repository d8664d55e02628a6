package dev.emulator.fireworks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Validation of dataset files, without an emulator. */
class ValidateTests {

    private static final String ROW =
            "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"assistant\", \"content\": \"b\"}]}\n";

    private final RecordedTerminal terminal = new RecordedTerminal(Map.of());

    @TempDir
    private Path directory;

    @Test
    void aValidFileHasNoProblems() throws IOException {
        var file = write("good.jsonl", ROW.repeat(3));
        assertThat(terminal.run("validate", file.toString())).isZero();
        assertThat(terminal.out())
                .isEqualToIgnoringNewLines(file + ": good; 3 rows, 3 of them to train on, about 30 tokens");
    }

    @Test
    void eachProblemHasItsLineAndTheOtherFilesAreAlsoValidated() throws IOException {
        var bad = write("bad.jsonl", ROW + "\n{\"messages\": []}\n" + ROW + "{");
        var good = write("good.jsonl", ROW.repeat(3));
        assertThat(terminal.run("validate", bad.toString(), good.toString())).isEqualTo(1);
        assertThat(terminal.out())
                .contains(bad + ":3: messages must be a non-empty array\n")
                .containsPattern("bad.jsonl:5: invalid JSON: .* \\(the upload would be refused\\)\n")
                .contains(bad + ": 2 problems; 4 rows, 2 of them to train on")
                .contains(good + ": good");
    }

    @Test
    void allRowsMustHaveTheGivenFormat() throws IOException {
        var file = write("good.jsonl", ROW.repeat(3));
        assertThat(terminal.run("validate", "--format=Completion", file.toString()))
                .isEqualTo(1);
        assertThat(terminal.out()).contains(file + ":1: prompt must be a non-empty string");
        assertThat(terminal.run("validate", "--format=chat", file.toString())).isZero();
    }

    @Test
    void preferencesAreValidWithAWarningForSupervisedJobs() throws IOException {
        var file = write("preferences.jsonl", """
                {"input": {"messages": [{"role": "user", "content": "a"}]}, \
                "preferred_output": [{"role": "assistant", "content": "b"}], \
                "non_preferred_output": [{"role": "assistant", "content": "c"}]}
                """.repeat(3));
        assertThat(terminal.run("validate", file.toString())).isZero();
        assertThat(terminal.out())
                .contains(file + ": good; 3 rows")
                .contains(file + ": contains preferences, on which supervised jobs fail");
    }

    @Test
    void emptyAndMissingFilesAreProblems() throws IOException {
        var empty = write("empty.jsonl", "\n");
        assertThat(terminal.run("validate", empty.toString())).isEqualTo(1);
        assertThat(terminal.out()).contains(empty + ":1: dataset is empty (the upload would be refused)");
        assertThat(terminal.run("validate", directory.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("there is no such file or directory");
        assertThat(terminal.run("validate", directory.toString())).isEqualTo(1);
        assertThat(terminal.err()).contains("is not a readable file");
    }

    @Test
    void problemsBeyondTheLimitAreCounted() throws IOException {
        var file = write("many.jsonl", "{}\n".repeat(10_002));
        assertThat(terminal.run("validate", file.toString())).isEqualTo(1);
        assertThat(terminal.out()).contains(file + ": and 2 more problems").contains(": 10002 problems; 10,002 rows");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
