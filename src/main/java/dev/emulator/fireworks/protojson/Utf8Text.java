package dev.emulator.fireworks.protojson;

import java.nio.charset.StandardCharsets;

/** Decodes text files of users: UTF-8 with or without a byte order mark, which editors on Windows write. */
public final class Utf8Text {

    private static final int MARK = 3;

    private Utf8Text() {}

    /**
     * The text of a file without its byte order mark.
     *
     * @throws ProtoJsonException with the line if the file is not UTF-8
     */
    public static String of(byte[] file) {
        int start = startsWithMark(file) ? MARK : 0;
        String other = otherEncoding(file);
        if (!other.isEmpty()) {
            throw new ProtoJsonException(other, 1, 1, null);
        }
        for (int i = start; i < file.length; ) {
            int length = Utf8.sequence(file, i, file.length);
            if (length == 0) {
                Position where = Position.of(file, start, i);
                throw new ProtoJsonException("not UTF-8", where.line(), where.column(), null);
            }
            i += length;
        }
        return new String(file, start, file.length - start, StandardCharsets.UTF_8);
    }

    static boolean startsWithMark(byte[] file) {
        return startsWith(file, 0xef, 0xbb, 0xbf);
    }

    /** Detects UTF-16 and UTF-32 by the first bytes, and returns an error message; empty if neither is detected. */
    static String otherEncoding(byte[] file) {
        if (startsWith(file, 0xff, 0xfe, 0, 0) || startsWith(file, 0, 0, 0xfe, 0xff)) {
            return "not UTF-8 but UTF-32";
        }
        boolean everySecondIsZero = file.length > 1 && (file[0] == 0) != (file[1] == 0);
        return startsWith(file, 0xff, 0xfe) || startsWith(file, 0xfe, 0xff) || everySecondIsZero
                ? "not UTF-8 but UTF-16"
                : "";
    }

    private static boolean startsWith(byte[] file, int... start) {
        if (file.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((file[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
