package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ResourceName;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** The files of one type of resource, for uploads and downloads with signed URLs. */
public interface Bucket {

    /** The collection of the resources. */
    String collection();

    /**
     * Stores an uploaded file completely, or not at all.
     *
     * @param precondition throws an exception to refuse the upload; gets the previous upload of the file, if there is one
     * @return the stored file
     */
    Blob put(ResourceName resource, String filename, InputStream content, Consumer<Optional<Blob>> precondition)
            throws IOException;

    Optional<Content> get(ResourceName resource, String filename) throws IOException;
}
