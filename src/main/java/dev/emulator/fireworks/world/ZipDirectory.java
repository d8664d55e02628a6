package dev.emulator.fireworks.world;

import dev.emulator.fireworks.aip.ApiException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Checks the size of a ZIP file's central directory, which {@link java.util.zip.ZipFile} reads into memory. The size is in the record at
 * the end of the file, and for ZIP64 in a second record before it.
 */
final class ZipDirectory {

    /** About 300 000 entries. */
    private static final long LARGEST = 32L * 1024 * 1024;

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_LENGTH = 56;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_LENGTH = 20;
    private static final int LONGEST_COMMENT = 0xffff;

    private ZipDirectory() {}

    /** Refuses a file with too many entries. Files that are not ZIP files pass, and are refused when they are opened. */
    static void check(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var from = Math.max(0, channel.size() - END_LENGTH - LONGEST_COMMENT - LOCATOR_64_LENGTH);
            var tail = read(channel, from, (int) (channel.size() - from));
            for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
                if (tail.getInt(at) == END && size(channel, tail, at) > LARGEST) {
                    throw ApiException.invalidArgument(
                            "archive has too many entries: their list is longer than " + LARGEST + " bytes");
                }
            }
        }
    }

    /** Returns 0 for bytes that only look like an end record, which is the case if the size exceeds the file. */
    private static long size(FileChannel channel, ByteBuffer tail, int at) throws IOException {
        var size = Integer.toUnsignedLong(tail.getInt(at + 12));
        var locator = at - LOCATOR_64_LENGTH;
        if (locator >= 0 && tail.getInt(locator) == LOCATOR_64) {
            var position = tail.getLong(locator + 8);
            if (position >= 0 && position <= channel.size() - END_64_LENGTH) {
                var end = read(channel, position, END_64_LENGTH);
                size = end.getInt(0) == END_64 ? end.getLong(40) : size;
            }
        }
        return size > channel.size() ? 0 : size;
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // read until the buffer is full
        }
        return bytes.flip();
    }
}
