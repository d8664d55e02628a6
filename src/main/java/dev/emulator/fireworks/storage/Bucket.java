package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ResourceName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** A room whose resources have files that are put and fetched at signed addresses. */
public interface Bucket {

    /** The collection whose resources these are. */
    String collection();

    /** Takes a file in whole or not at all. */
    void put(ResourceName resource, String filename, InputStream content) throws IOException;

    Optional<Content> get(ResourceName resource, String filename) throws IOException;

    /** A file's bytes, to be written once. */
    record Content(long size, InputStream bytes) {

        void writeTo(OutputStream out) throws IOException {
            try (bytes) {
                bytes.transferTo(out);
            }
        }
    }
}
