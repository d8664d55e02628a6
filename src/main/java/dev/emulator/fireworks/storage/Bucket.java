package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ResourceName;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** A room whose resources have files that are put and fetched at signed addresses. */
public interface Bucket {

    /** The collection whose resources these are. */
    String collection();

    /**
     * Takes a file in whole or not at all.
     *
     * @param precondition refuses by throwing; gets what was put in the same place before, if anything was
     * @return what was taken
     */
    Blob put(ResourceName resource, String filename, InputStream content, Consumer<Optional<Blob>> precondition)
            throws IOException;

    Optional<Content> get(ResourceName resource, String filename) throws IOException;
}
