package dev.emulator.fireworks.inference.responses;

import dev.emulator.fireworks.inference.InferenceCall;
import dev.emulator.fireworks.inference.InferenceException;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Creates, lists, returns and deletes responses. */
@RestController
class ResponsesController {

    private static final int DEFAULT_LIMIT = 20;
    private static final Pattern VALID_LIMIT = Pattern.compile("[1-9][0-9]?|100");

    private final ResponseEndpoint endpoint;
    private final ResponseStore store;

    ResponsesController(ResponseEndpoint endpoint, ResponseStore store) {
        this.endpoint = endpoint;
        this.store = store;
    }

    @PostMapping({"/inference/v1/responses", "/v1/responses"})
    void create(InferenceCall call) throws IOException {
        endpoint.answer(call);
    }

    @GetMapping({"/inference/v1/responses", "/v1/responses"})
    ObjectNode list(
            InferenceCall call,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String before) {
        var page = store.list(call.account(), limit(limit), after, before);
        var list = JsonNodeFactory.instance.objectNode().put("object", "list");
        list.putArray("data").addAll(page.responses());
        list.put("has_more", page.hasMore());
        var size = page.responses().size();
        list.set(
                "first_id",
                size == 0 ? list.nullNode() : page.responses().get(0).path("id"));
        list.set(
                "last_id",
                size == 0 ? list.nullNode() : page.responses().get(size - 1).path("id"));
        return list;
    }

    private static int limit(@Nullable String limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (VALID_LIMIT.matcher(limit).matches()) {
            return Integer.parseInt(limit);
        }
        throw InferenceException.invalidRequest(
                "Input should be an integer from 1 to 100, field: 'limit', value: '" + limit + "'");
    }

    @GetMapping({"/inference/v1/responses/{id}", "/v1/responses/{id}"})
    JsonNode get(InferenceCall call, @PathVariable String id) {
        return store.find(call.account(), id).map(StoredResponse::json).orElseThrow(ResponsesController::notFound);
    }

    @DeleteMapping({"/inference/v1/responses/{id}", "/v1/responses/{id}"})
    ObjectNode delete(InferenceCall call, @PathVariable String id) {
        if (!store.delete(call.account(), id)) {
            throw notFound();
        }
        return JsonNodeFactory.instance.objectNode().put("message", "Response deleted successfully");
    }

    private static InferenceException notFound() {
        return new InferenceException(404, "NOT_FOUND", "error", "response_id", "Response not found", Map.of());
    }
}
