package dev.emulator.fireworks.aip;

/** One {@code google.rpc.BadRequest.FieldViolation}; the field is a path in proto (snake_case) spelling. */
public record FieldViolation(String field, String description) {}
