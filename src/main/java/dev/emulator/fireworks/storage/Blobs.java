package dev.emulator.fireworks.storage;

import java.io.IOException;
import java.io.InputStream;

/** Keeps the bytes of files: written once, read often, thrown away whole. Never more than a buffer of them is in memory. */
public interface Blobs {

    /**
     * Reads to the end of the stream; where that breaks off, or there is more than the limit, nothing is kept. Throws {@code UNAVAILABLE}
     * where there is no room.
     */
    Blob write(InputStream in, long limit) throws IOException;

    /** Throws {@code NOT_FOUND} where the bytes are not there any more. */
    InputStream open(String id) throws IOException;

    /** Whether the bytes are still there. */
    boolean has(Blob blob);

    /** Whether more can be kept, as far as that can be told beforehand. */
    boolean isWritable();

    /** Deleting what is not there is harmless. */
    void delete(String id);
}
