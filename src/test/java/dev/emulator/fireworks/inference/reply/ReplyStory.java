package dev.emulator.fireworks.inference.reply;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.Response;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The base class of stories about scripted replies. */
abstract class ReplyStory extends Story {

    static final String MODEL = "accounts/fireworks/models/gpt-oss-120b";

    final ControlApi control = new ControlApi(api);

    /** Creates a scripted reply, and returns its ID. Single quotes stand for double quotes. */
    String aReply(String json) {
        var name = post(json).then().statusCode(200).extract().<String>path("name");
        return name.substring(name.lastIndexOf('/') + 1);
    }

    Response post(String json) {
        return control.post("/replies", json.replace('\'', '"'));
    }

    JsonNode reply(String id) {
        return json(control.get("/replies/" + id));
    }

    int matched(String id) {
        return reply(id).path("matched").asInt();
    }

    int replied(String id) {
        return reply(id).path("replied").asInt();
    }

    /** Sends a chat with one message of the user, and returns the response. */
    Response chat(String text) {
        return chat(account, text);
    }

    Response chat(String of, String text) {
        return send(of, Json.object("model", MODEL, "messages", List.of(message("user", text))));
    }

    static JsonNode message(String role, String text) {
        return Json.object("role", role, "content", text);
    }

    Response send(String of, JsonNode body) {
        return request(body).header("x-fireworks-account-id", of).post("/inference/v1/chat/completions");
    }

    /** Sends a chat, and returns the content of the reply. */
    String answer(String text) {
        return content(chat(text));
    }

    static String content(Response answer) {
        return json(answer)
                .path("choices")
                .path(0)
                .path("message")
                .path("content")
                .asString("");
    }
}
