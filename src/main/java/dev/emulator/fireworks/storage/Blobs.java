package dev.emulator.fireworks.storage;

import java.io.IOException;
import java.io.InputStream;

/** Stores the bytes of files. They are written once and never changed. Only a buffer of them is in memory at a time. */
public interface Blobs {

    /**
     * Stores a stream. Nothing is stored if reading fails or the limit is exceeded. Throws {@code UNAVAILABLE} if the storage is full.
     */
    Blob write(InputStream in, long limit) throws IOException;

    /** Throws {@code NOT_FOUND} if the bytes no longer exist. */
    InputStream open(String id) throws IOException;

    /**
     * Opens the bytes at an offset, without reading those before it.
     *
     * @see #open(String)
     */
    InputStream open(String id, long offset) throws IOException;

    /** Whether the bytes still exist. */
    boolean has(Blob blob);

    /** Whether the storage seems to be writable. */
    boolean isWritable();

    /** Does nothing if the bytes do not exist. */
    void delete(String id);
}
