package dev.emulator.fireworks.types;

/** How a resource's data is encrypted at rest. */
public enum EncryptionState {
    ENCRYPTION_STATE_UNSPECIFIED,
    ENCRYPTION_STATE_PLAINTEXT,
    ENCRYPTION_STATE_CMEK
}
