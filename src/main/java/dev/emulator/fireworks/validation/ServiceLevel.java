package dev.emulator.fireworks.validation;

/** Group of the rules that hold at level {@code service}: what the live service is documented or was seen to check. */
public interface ServiceLevel {}
