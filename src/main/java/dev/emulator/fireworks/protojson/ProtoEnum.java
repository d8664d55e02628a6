package dev.emulator.fireworks.protojson;

/** An enum whose proto numbers are not its ordinals. */
public interface ProtoEnum {
    int number();
}
