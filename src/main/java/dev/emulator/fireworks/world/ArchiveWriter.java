package dev.emulator.fireworks.world;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the entries of an archive one after the other. */
final class ArchiveWriter {

    private final ZipOutputStream zip;
    private final boolean secrets;
    private final Set<String> begun = new HashSet<>();

    /** @param secrets whether the archive contains secrets unmasked, because it does not leave the emulator */
    ArchiveWriter(ZipOutputStream zip, boolean secrets) {
        this.zip = zip;
        this.secrets = secrets;
    }

    boolean hasSecrets() {
        return secrets;
    }

    void begin(String name) throws IOException {
        begun.add(name);
        zip.putNextEntry(new ZipEntry(name));
    }

    /** Starts an entry and returns true, or returns false if the entry already exists. */
    boolean beginOnce(String name) throws IOException {
        if (begun.contains(name)) {
            return false;
        }
        begin(name);
        return true;
    }

    void write(byte[] bytes) throws IOException {
        zip.write(bytes);
    }

    void write(InputStream bytes) throws IOException {
        bytes.transferTo(zip);
    }
}
