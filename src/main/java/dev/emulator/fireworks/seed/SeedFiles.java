package dev.emulator.fireworks.seed;

import java.nio.file.Path;

/** Resolves the file names in a seed document. */
@FunctionalInterface
public interface SeedFiles {

    /**
     * @param path relative to the document
     * @throws dev.emulator.fireworks.aip.ApiException if it is not a readable file, or the document may not refer to files
     */
    Path find(String path);
}
