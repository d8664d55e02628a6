package dev.emulator.fireworks.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.util.StreamUtils;

/** A file to download. */
public final class Content {

    private final OptionalLong size;
    private final String tag;
    private final @Nullable Instant modified;
    private final OptionalLong generation;
    private final Region region;

    private Content(OptionalLong size, String tag, @Nullable Instant modified, OptionalLong generation, Region region) {
        this.size = size;
        this.tag = tag;
        this.modified = modified;
        this.generation = generation;
        this.region = region;
    }

    /** Writes all bytes of a file, which need not fit into memory. */
    @FunctionalInterface
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** Writes a part of a file. */
    @FunctionalInterface
    private interface Region {
        void write(OutputStream out, long from, long length) throws IOException;
    }

    /** A stored file. */
    static Content stored(Blob blob, Instant modified, InputStreamSource bytes) {
        return new Content(
                OptionalLong.of(blob.size()),
                blob.sha256(),
                modified,
                OptionalLong.of(blob.generation()),
                (out, from, length) -> {
                    try (var in = bytes.getInputStream()) {
                        in.skipNBytes(from);
                        StreamUtils.copyRange(in, out, 0, length - 1);
                    }
                });
    }

    /**
     * A file that is generated on each download, always with the same bytes.
     *
     * @param identity a text that differs if the bytes differ, for the ETag
     * @param modified time of the last modification; unset if unknown
     */
    public static Content generated(String identity, @Nullable Instant modified, Writing writing) {
        return generated(OptionalLong.empty(), identity, modified, writing);
    }

    /** A generated file of known size. */
    public static Content generated(long size, String identity, @Nullable Instant modified, Writing writing) {
        return generated(OptionalLong.of(size), identity, modified, writing);
    }

    private static Content generated(OptionalLong size, String identity, @Nullable Instant modified, Writing writing) {
        var digest = MeasuredStream.sha256().digest(identity.getBytes(StandardCharsets.UTF_8));
        return new Content(
                size,
                HexFormat.of().formatHex(digest),
                modified,
                OptionalLong.empty(),
                (out, from, length) -> RegionStream.write(writing, out, from, length));
    }

    /** Size in bytes; empty if the file must be generated to know it. */
    OptionalLong size() {
        return size;
    }

    /** Size in bytes. Generates the file if necessary. */
    long measured() throws IOException {
        return size.isPresent() ? size.getAsLong() : RegionStream.size(out -> region.write(out, 0, Long.MAX_VALUE));
    }

    String etag() {
        return '"' + tag + '"';
    }

    @Nullable
    Instant modified() {
        return modified;
    }

    /** The generation of an uploaded file, as in the object store. */
    OptionalLong generation() {
        return generation;
    }

    void writeTo(OutputStream out) throws IOException {
        write(out, 0, size.orElse(Long.MAX_VALUE));
    }

    void write(OutputStream out, long from, long length) throws IOException {
        if (length > 0) {
            region.write(out, from, length);
        }
    }
}
