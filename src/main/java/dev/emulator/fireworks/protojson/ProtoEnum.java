package dev.emulator.fireworks.protojson;

/** An enum whose proto numbers are not its ordinals. */
public interface ProtoEnum {
    int number();

    /** Whether the API knows it, or only the emulator does. */
    default boolean isPublished() {
        return true;
    }
}
