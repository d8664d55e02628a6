package dev.emulator.fireworks.inference.responses;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A response and what it replied to.
 *
 * @param json as clients retrieve it
 * @param input the items of the request
 */
record StoredResponse(JsonNode json, JsonNode input) {

    /** Returns the id of the response that this one continues; empty for none. */
    String previous() {
        return json.path("previous_response_id").asString("");
    }

    /** Returns the items of the conversation. The output repeats the user's message, which is part of the input. */
    List<JsonNode> items() {
        var items = new ArrayList<>(input.valueStream().toList());
        json.path("output")
                .valueStream()
                .filter(item -> !item.path("role").asString("").equals("user"))
                .forEach(items::add);
        return items;
    }
}
