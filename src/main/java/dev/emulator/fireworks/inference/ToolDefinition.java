package dev.emulator.fireworks.inference;

import tools.jackson.databind.JsonNode;

/**
 * A function that a model may call.
 *
 * @param parameters JSON Schema of the arguments; a missing node if there is none
 */
public record ToolDefinition(String name, String description, JsonNode parameters) {}
