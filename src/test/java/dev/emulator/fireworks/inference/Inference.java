package dev.emulator.fireworks.inference;

import dev.emulator.fireworks.story.ApiClient;
import dev.emulator.fireworks.story.Json;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The inference endpoints, for one account. Methods named like an endpoint return the response unchecked. */
public final class Inference {

    /** A model that is served without a deployment. */
    public static final String MODEL = "accounts/fireworks/models/gpt-oss-120b";

    private final ApiClient api;

    public Inference(ApiClient api) {
        this.api = api;
    }

    public Response chat(JsonNode body) {
        return post("chat/completions", body);
    }

    public Response completions(JsonNode body) {
        return post("completions", body);
    }

    /** @param path after {@code /inference/v1/} */
    public Response post(String path, JsonNode body) {
        return request().contentType("application/json").body(body.toString()).post("/inference/v1/" + path);
    }

    /** Returns a request for the account of this client. */
    public RequestSpecification request() {
        return api.request().header("x-fireworks-account-id", api.account());
    }

    /**
     * Returns the body of a chat that consists of one message.
     *
     * @param more names and values of further fields
     */
    public static ObjectNode chatBody(String text, Object... more) {
        var messages = List.of(Json.object("role", "user", "content", text));
        return Json.with(Json.object("model", MODEL, "messages", messages), more);
    }

    /** Returns the body of a text completion, as in {@link #chatBody}. */
    public static ObjectNode completionBody(Object prompt, Object... more) {
        return Json.with(Json.object("model", MODEL, "prompt", prompt), more);
    }
}
