package dev.emulator.fireworks.deployedmodel;

import dev.emulator.fireworks.story.ApiClient;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.ResourceClient;
import io.restassured.response.Response;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The models in the deployments of an account. */
public final class DeployedModels extends ResourceClient {

    public DeployedModels(ApiClient api) {
        super(api, "deployedModels");
    }

    /** The server chooses the ID. */
    @Override
    public Response post(String id, JsonNode resource) {
        throw new UnsupportedOperationException("clients cannot choose the ID of a deployed model");
    }

    /** Loads a model into a deployment, and returns the ID of the entry. */
    public String load(String model, String deployment) {
        return load(Json.object("model", model, "deployment", deployment));
    }

    public String load(JsonNode json) {
        return id(post(json));
    }

    public Response replace(String model, String deployment) {
        return request(Json.object("model", model, "deployment", deployment).toString())
                .post(url() + "?replaceMergedAddon=true");
    }

    /** Returns the ID in a successful response. */
    public static String id(Response response) {
        var name = Json.read(response.then().statusCode(200).extract().asString())
                .path("name")
                .asString();
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Returns the IDs of the entries that are the default of their model. */
    public List<String> defaults() {
        return Json.read(list("pageSize=200").then().statusCode(200).extract().asString())
                .path("deployedModels")
                .valueStream()
                .filter(entry -> entry.path("default").asBoolean())
                .map(entry -> entry.path("name").asString())
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .toList();
    }
}
