package dev.emulator.fireworks.types;

/** A type of accelerator. The numbers of the last three are inferred from their order. */
public enum AcceleratorType {
    ACCELERATOR_TYPE_UNSPECIFIED,
    NVIDIA_A100_80GB,
    NVIDIA_H100_80GB,
    AMD_MI300X_192GB,
    NVIDIA_A10G_24GB,
    NVIDIA_A100_40GB,
    NVIDIA_L4_24GB,
    NVIDIA_H200_141GB,
    NVIDIA_B200_180GB,
    AMD_MI325X_256GB,
    AMD_MI350X_288GB,
    NVIDIA_B300_288GB
}
