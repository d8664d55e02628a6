package dev.emulator.fireworks.validation;

/** Group of the rules that hold from level {@code schema} on: formats, and ranges that cannot make sense. */
public interface SchemaLevel {}
