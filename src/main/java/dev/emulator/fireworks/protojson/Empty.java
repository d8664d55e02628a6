package dev.emulator.fireworks.protojson;

/** {@code google.protobuf.Empty}: a message without fields. */
public record Empty() {

    public static final Empty EMPTY = new Empty();
}
