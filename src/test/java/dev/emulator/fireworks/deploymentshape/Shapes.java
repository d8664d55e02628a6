package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.story.ApiClient;
import dev.emulator.fireworks.story.ResourceClient;
import io.restassured.response.Response;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The deployment shapes of an account. */
public final class Shapes extends ResourceClient {

    public Shapes(ApiClient api) {
        super(api, "deploymentShapes");
    }

    @Override
    public Response post(String id, JsonNode shape) {
        return request(shape.toString()).queryParam("deploymentShapeId", id).post(url());
    }

    /** The path of the versions of a shape. */
    public String versionsUrl(String id) {
        return url(id) + "/versions";
    }

    public Response versions(String id) {
        return request().get(versionsUrl(id));
    }

    /** The ids of the versions of a shape, newest first. */
    public List<String> versionIds(String id) {
        List<String> names = versions(id).then().statusCode(200).extract().path("deploymentShapeVersions.name");
        return names.stream()
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .toList();
    }

    /** Changes the fields {@code validated} and {@code public} of a version. */
    public Response patchVersion(String id, String version, String json) {
        return request(json).patch(versionsUrl(id) + "/" + version);
    }
}
