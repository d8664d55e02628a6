package dev.emulator.fireworks.protojson;

/** A position in a body, as counted by protojson: lines by newlines, columns by code points, both from 1. */
record Position(int line, int column) {

    static Position of(byte[] in, int start, int at) {
        int line = 1;
        int lineStart = start;
        for (int i = start; i < at; i++) {
            if (in[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        int column = 1;
        for (int i = lineStart; i < at; column++) {
            i += Math.max(1, Utf8.sequence(in, i, at));
        }
        return new Position(line, column);
    }
}
