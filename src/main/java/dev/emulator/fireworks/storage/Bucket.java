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

    /**
     * A file to be fetched, written once.
     *
     * @param size in bytes; negative where that is known only afterwards
     */
    record Content(long size, Writing writing) {

        /** Writes a file's bytes, of which there may be more than fit into memory. */
        @FunctionalInterface
        public interface Writing {
            void to(OutputStream out) throws IOException;
        }

        static Content of(long size, InputStream bytes) {
            return new Content(size, out -> {
                try (bytes) {
                    bytes.transferTo(out);
                }
            });
        }
    }
}
