package dev.emulator.fireworks.storage;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** A file whose bytes are there. */
public record NamedBlob(String filename, Blob blob) {

    /** One checksum for all that several files hold, in their order and whatever they are called. */
    public static String checksum(Collection<NamedBlob> files) {
        var all = files.stream().map(file -> file.blob().sha256()).collect(Collectors.joining("\n"));
        return HexFormat.of().formatHex(MeasuredStream.sha256().digest(all.getBytes(StandardCharsets.US_ASCII)));
    }
}
