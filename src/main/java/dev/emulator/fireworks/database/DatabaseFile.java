package dev.emulator.fireworks.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Detects a truncated file of an H2 database. If the newest chunks are missing, H2 silently opens an older version of all data. After a
 * clean shutdown, the header of the file tells its expected size. After a crash it does not, because chunks may have been moved since the
 * header was written.
 */
final class DatabaseFile {

    private static final int BLOCK = 4096;
    private static final Pattern NEWEST = Pattern.compile("[,:]block:([0-9a-f]+)");
    private static final Pattern LENGTH = Pattern.compile(",len:([0-9a-f]+)");

    private DatabaseFile() {}

    /** The problem as a text; empty if there is none, or if H2 itself will report it. */
    static Optional<String> damage(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() == 0) {
                return Optional.of("it is empty");
            }
            var end = end(channel);
            return end.isPresent() && channel.size() < end.getAsLong()
                    ? Optional.of("it has " + channel.size() + " bytes, and had at least " + end.getAsLong())
                    : Optional.empty();
        }
    }

    /** The end of the last chunk; empty if the file was not closed cleanly. */
    private static OptionalLong end(FileChannel channel) throws IOException {
        var header = text(channel, 0);
        if (!header.startsWith("H:") || !header.contains(",clean:1")) {
            return OptionalLong.empty();
        }
        var block = number(NEWEST, header);
        if (block.isEmpty()) {
            return OptionalLong.empty();
        }
        var start = block.getAsLong() * BLOCK;
        var chunk = text(channel, start);
        var length = chunk.startsWith("chunk:") ? number(LENGTH, chunk) : OptionalLong.empty();
        return OptionalLong.of(start + length.orElse(1) * BLOCK);
    }

    private static OptionalLong number(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1), 16)) : OptionalLong.empty();
    }

    /** Reads a header, which is one line of text. */
    private static String text(FileChannel channel, long position) throws IOException {
        var buffer = ByteBuffer.allocate(1024);
        channel.read(buffer, position);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1).split("\n", 2)[0];
    }
}
