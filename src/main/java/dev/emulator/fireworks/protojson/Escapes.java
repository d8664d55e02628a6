package dev.emulator.fireworks.protojson;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The escapes inside a JSON string. */
final class Escapes {

    private Escapes() {}

    /** The length of the escape sequence at {@code at}. A surrogate pair is one sequence. Returns 0 for a lone surrogate. */
    static int length(byte[] in, int at) {
        if (in[at + 1] != 'u') {
            return 2;
        }
        char unit = unit(in, at);
        if (!Character.isSurrogate(unit)) {
            return 6;
        }
        boolean paired = Character.isHighSurrogate(unit)
                && in[at + 6] == '\\'
                && in[at + 7] == 'u'
                && Character.isLowSurrogate(unit(in, at + 6));
        return paired ? 12 : 0;
    }

    /** Like encoding/json, replaces a lone surrogate by U+FFFD. */
    static String resolve(byte[] in, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
        int plain = from;
        int at = from;
        while (at < to) {
            if (in[at] != '\\') {
                at++;
                continue;
            }
            out.write(in, plain, at - plain);
            int length = length(in, at);
            String one = length == 0 ? "\uFFFD" : resolveOne(in, at, length);
            byte[] resolved = one.getBytes(StandardCharsets.UTF_8);
            out.write(resolved, 0, resolved.length);
            at += length == 0 ? 6 : length;
            plain = at;
        }
        out.write(in, plain, to - plain);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String resolveOne(byte[] in, int at, int length) {
        if (length == 12) {
            return new String(new char[] {unit(in, at), unit(in, at + 6)});
        }
        char c = (char) in[at + 1];
        return String.valueOf(
                switch (c) {
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'u' -> unit(in, at);
                    default -> c;
                });
    }

    private static char unit(byte[] in, int at) {
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            unit = unit << 4 | Character.digit(in[i], 16);
        }
        return (char) unit;
    }
}
