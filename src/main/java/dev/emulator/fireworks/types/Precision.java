package dev.emulator.fireworks.types;

/** A precision for serving a model. The numbers of the last two are inferred from their order. */
public enum Precision {
    PRECISION_UNSPECIFIED,
    FP16,
    FP8,
    FP8_MM,
    FP8_AR,
    FP8_MM_KV_ATTN,
    FP8_KV,
    FP8_MM_V2,
    FP8_V2,
    FP8_MM_KV_ATTN_V2,
    NF4,
    FP4,
    BF16,
    FP4_BLOCKSCALED_MM,
    FP4_MX_MOE;

    private static final int FULL_BITS = 16;

    /** Whether weights are stored with fewer than 16 bits, for which a model must be calibrated. */
    public boolean isQuantized() {
        return bits() < FULL_BITS;
    }

    /** The number of bits of a weight. */
    public int bits() {
        return switch (this) {
            case PRECISION_UNSPECIFIED, FP16, BF16 -> FULL_BITS;
            case FP8, FP8_MM, FP8_AR, FP8_MM_KV_ATTN, FP8_KV, FP8_MM_V2, FP8_V2, FP8_MM_KV_ATTN_V2 -> 8;
            case NF4, FP4, FP4_BLOCKSCALED_MM, FP4_MX_MOE -> 4;
        };
    }
}
