package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.story.Story;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The base class of stories about the journal. */
abstract class JournalStory extends Story {

    final ControlApi control = new ControlApi(api);

    String requests() {
        return control.url() + "/requests";
    }

    JsonNode listed(String query) {
        return json(request().get(requests() + (query.isEmpty() ? "" : "?" + query)));
    }

    static List<String> paths(JsonNode page) {
        return page.get("requests")
                .valueStream()
                .map(request -> request.get("method").asString() + " "
                        + request.get("path").asString() + " "
                        + request.get("status").asInt())
                .toList();
    }

    JsonNode latest() {
        var all = listed("").get("requests");
        var number = all.get(all.size() - 1).get("number").asString();
        return json(request().get(requests() + "/" + number));
    }
}
