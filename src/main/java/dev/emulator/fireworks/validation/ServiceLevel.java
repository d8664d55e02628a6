package dev.emulator.fireworks.validation;

/** Validation group of the rules that apply at level {@code service}: those that the live service is documented or was observed to check. */
public interface ServiceLevel {}
