package dev.emulator.fireworks.storage;

import java.io.IOException;
import java.io.InputStream;

/** Keeps the bytes of files: written once, read often, thrown away whole. Never more than a buffer of them is in memory. */
public interface Blobs {

    /** Reads to the end of the stream; where that breaks off, or there is more than the limit, nothing is kept. */
    Blob write(InputStream in, long limit) throws IOException;

    InputStream open(String id) throws IOException;

    /** Deleting what is not there is harmless. */
    void delete(String id);
}
