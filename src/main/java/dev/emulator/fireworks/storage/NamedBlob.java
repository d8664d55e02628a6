package dev.emulator.fireworks.storage;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** The name and the stored bytes of a file. */
public record NamedBlob(String filename, Blob blob) {

    /** A checksum of the bytes of several files in order, which does not depend on their names. */
    public static String checksum(Collection<NamedBlob> files) {
        var all = files.stream().map(file -> file.blob().sha256()).collect(Collectors.joining("\n"));
        return HexFormat.of().formatHex(MeasuredStream.sha256().digest(all.getBytes(StandardCharsets.US_ASCII)));
    }
}
