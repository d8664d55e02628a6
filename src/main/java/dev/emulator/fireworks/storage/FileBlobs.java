package dev.emulator.fireworks.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.random.RandomGenerator;

/** Bytes as files in a directory that one emulator has for itself. */
final class FileBlobs implements Blobs {

    private static final String UNFINISHED = ".part";

    private final Path directory;
    private final RandomGenerator random;

    FileBlobs(Path directory, RandomGenerator random) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.random = random;
        // What a killed process was in the midst of writing.
        try (var files = Files.newDirectoryStream(directory, "*" + UNFINISHED)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }

    @Override
    public Blob write(InputStream in, long limit) throws IOException {
        var id = Blob.newId(random);
        var unfinished = directory.resolve(id + UNFINISHED);
        try (var measured = new MeasuredStream(in, limit)) {
            Files.copy(measured, unfinished);
            Files.move(unfinished, directory.resolve(id), StandardCopyOption.ATOMIC_MOVE);
            return measured.blob(id);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    @Override
    public InputStream open(String id) throws IOException {
        return Files.newInputStream(directory.resolve(id));
    }

    @Override
    public void delete(String id) {
        try {
            Files.deleteIfExists(directory.resolve(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
