package dev.emulator.fireworks.validation;

/** Validation group of the rules that apply from level {@code schema} on: formats, and ranges outside of which no value makes sense. */
public interface SchemaLevel {}
