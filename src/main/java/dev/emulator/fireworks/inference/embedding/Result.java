package dev.emulator.fireworks.inference.embedding;

import java.util.List;
import java.util.Map;

/**
 * What an endpoint has computed.
 *
 * @param data the items of the answer
 * @param promptTokens of all inputs
 */
record Result(List<Map<String, Object>> data, int promptTokens) {}
