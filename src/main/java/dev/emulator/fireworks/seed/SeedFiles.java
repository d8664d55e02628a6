package dev.emulator.fireworks.seed;

import java.nio.file.Path;

/** Where the files are that a seed document names. */
@FunctionalInterface
public interface SeedFiles {

    /**
     * @param path relative to the document
     * @throws dev.emulator.fireworks.aip.ApiException if it is no file that can be read, or the document may name none
     */
    Path find(String path);
}
