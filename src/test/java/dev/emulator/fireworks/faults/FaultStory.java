package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** The base class of stories about faults. */
abstract class FaultStory extends Story {

    final SupervisedJobs jobs = new SupervisedJobs(api);
    final ControlApi control = new ControlApi(api);

    /** Creates a fault, and returns its ID. */
    String aFault(String json) {
        var name = post(json).then().statusCode(200).extract().<String>path("name");
        return name.substring(name.lastIndexOf('/') + 1);
    }

    String aFault(JsonNode json) {
        return aFault(json.toString());
    }

    Response post(String json) {
        return control.post("/faults", json);
    }

    JsonNode fault(String id) {
        return json(control.get("/faults/" + id));
    }

    int matched(String id) {
        return fault(id).path("matched").asInt();
    }

    int fired(String id) {
        return fault(id).path("fired").asInt();
    }

    /** Lists the jobs several times, and returns the statuses of the responses. */
    List<Integer> lists(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> jobs.list().statusCode())
                .toList();
    }
}
