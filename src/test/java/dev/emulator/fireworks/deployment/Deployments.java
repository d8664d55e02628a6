package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.ApiClient;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.ResourceClient;
import io.restassured.response.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The deployments of an account. */
public final class Deployments extends ResourceClient {

    public static final String H100 = "NVIDIA_H100_80GB";

    public Deployments(ApiClient api) {
        super(api, "deployments");
    }

    /** Returns a deployment that every level of validation accepts. */
    public ObjectNode smallest() {
        return Json.object("baseModel", Models.QWEN, "acceleratorType", H100);
    }

    @Override
    public Response post(String id, JsonNode deployment) {
        return postWith("deploymentId=" + id, deployment);
    }

    /** @param query the query string, without the question mark */
    public Response postWith(String query, JsonNode deployment) {
        return request(deployment.toString()).post(url() + "?" + query);
    }

    /** Creates the smallest deployment with more fields. */
    public void create(String id, Object... namesAndValues) {
        post(id, Json.with(smallest(), namesAndValues)).then().statusCode(200);
    }

    /** @param query the query string, without the question mark */
    public Response deleteWith(String id, String query) {
        return request().delete(url(id) + "?" + query);
    }

    /** @param query the query string, without the question mark */
    public Response patchWith(String id, String query, String json) {
        return request(json).patch(url(id) + "?" + query);
    }

    public Response scale(String id, int replicas) {
        return request(Json.object("replicaCount", replicas).toString()).patch(url(id) + ":scale");
    }

    /** Simulates an inference request. */
    public Response recordRequest(String id) {
        return request("{}").post("/_emulator" + url(id) + ":recordRequest");
    }

    public Response serving(String id) {
        return request().get("/_emulator" + url(id) + ":serving");
    }
}
