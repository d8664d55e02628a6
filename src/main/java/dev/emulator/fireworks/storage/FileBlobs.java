package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores files in a directory that only one emulator uses. If another process deletes the directory, for example when it cleans temporary files,
 * it is created again for the next upload. The earlier files are then reported as not found.
 */
final class FileBlobs implements Blobs {

    private static final Logger log = LoggerFactory.getLogger(FileBlobs.class);

    private static final String UNFINISHED = ".part";
    private static final Pattern OURS = Pattern.compile("[0-9a-f]{32}(\\.part)?");
    private static final int BUFFER = 64 * 1024;

    private final Path directory;
    private final RandomGenerator random;

    FileBlobs(Path directory, RandomGenerator random) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.random = random;
    }

    @Override
    public Blob write(InputStream in, long limit) throws IOException {
        var id = Blob.newId(random);
        var unfinished = directory.resolve(id + UNFINISHED);
        try (var measured = new MeasuredStream(in, limit)) {
            try (var out = create(unfinished)) {
                copy(measured, out);
            }
            move(unfinished, directory.resolve(id));
            return measured.blob(id);
        } finally {
            discard(unfinished);
        }
    }

    /** Converts only failures of writing. A failure of reading comes from the client's connection. */
    private static void copy(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[BUFFER];
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            try {
                out.write(buffer, 0, read);
            } catch (IOException e) {
                throw unwritable(e);
            }
        }
    }

    private OutputStream create(Path file) {
        try {
            Files.createDirectories(directory);
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static void move(Path unfinished, Path finished) {
        try {
            Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static ApiException unwritable(IOException e) {
        log.error("A file cannot be stored: {}", e.toString());
        var reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return new ApiException(
                Code.UNAVAILABLE, "the emulator cannot store the file" + (reason == null ? "" : ": " + reason));
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("An unused file cannot be deleted: {}", e.toString());
        }
    }

    @Override
    public InputStream open(String id) throws IOException {
        return open(id, 0);
    }

    @Override
    public InputStream open(String id, long offset) throws IOException {
        try {
            return Channels.newInputStream(
                    Files.newByteChannel(directory.resolve(id)).position(offset));
        } catch (NoSuchFileException e) {
            throw new ApiException(
                    Code.NOT_FOUND, "the file was deleted from the emulator's directory; upload it again");
        }
    }

    @Override
    public boolean has(Blob blob) {
        return Files.exists(directory.resolve(blob.id()));
    }

    @Override
    public void delete(String id) {
        discard(directory.resolve(id));
    }

    @Override
    public boolean isWritable() {
        try {
            return Files.isWritable(Files.createDirectories(directory));
        } catch (IOException e) {
            return false;
        }
    }

    /** Deletes the files that a killed process has left behind. */
    void keepOnly(Set<String> ids) throws IOException {
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (OURS.matcher(name).matches() && !ids.contains(name)) {
                    discard(file);
                }
            }
        }
    }
}
