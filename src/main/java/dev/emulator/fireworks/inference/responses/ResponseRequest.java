package dev.emulator.fireworks.inference.responses;

import dev.emulator.fireworks.inference.Prompt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A valid request for a response.
 *
 * @param input the items of the request, without those of previous responses
 * @param body whose parameters the response repeats
 */
record ResponseRequest(Prompt prompt, ArrayNode input, ObjectNode body) {

    boolean isStored() {
        return body.path("store").asBoolean(true);
    }
}
