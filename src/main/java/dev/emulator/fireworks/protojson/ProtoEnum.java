package dev.emulator.fireworks.protojson;

/** An enum whose proto numbers differ from its ordinals. */
public interface ProtoEnum {
    int number();

    /** Whether the value exists in the API, not only in the emulator. */
    default boolean isPublished() {
        return true;
    }
}
