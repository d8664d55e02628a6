package dev.emulator.fireworks.types;

import java.util.regex.Pattern;

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
    NVIDIA_B300_288GB;

    private static final Pattern MEMORY = Pattern.compile(".*_(\\d+)GB");

    /** The memory of one accelerator; 0 if the type is unspecified. */
    public int memoryGigabytes() {
        var memory = MEMORY.matcher(name());
        return memory.matches() ? Integer.parseInt(memory.group(1)) : 0;
    }
}
