package dev.emulator.fireworks.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A committed file, and the content that the code gives it. */
public record GeneratedFile(Path path, String content) {

    void write() throws IOException {
        Files.writeString(path, content);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
