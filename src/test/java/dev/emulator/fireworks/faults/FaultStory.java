package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.story.Story;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What stories of faults have in common. */
abstract class FaultStory extends Story {

    /** Gives the account a fault and tells its id. */
    String aFault(String json) {
        var name = post(json).then().statusCode(200).extract().<String>path("name");
        return name.substring(name.lastIndexOf('/') + 1);
    }

    Response post(String json) {
        return request(json).post(control() + "/faults");
    }

    JsonNode fault(String id) {
        return json(request().get(control() + "/faults/" + id));
    }

    int matched(String id) {
        return fault(id).path("matched").asInt();
    }

    int fired(String id) {
        return fault(id).path("fired").asInt();
    }

    /** The statuses of so many lists of jobs, one after the other. */
    List<Integer> lists(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> request().get(jobs()).statusCode())
                .toList();
    }
}
