package dev.emulator.fireworks.job;

import dev.emulator.fireworks.story.ApiClient;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.ResourceClient;
import io.restassured.response.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The jobs of one type in one account. */
public abstract class JobClient extends ResourceClient {

    private final String idParameter;

    /** @param idParameter the query parameter that names a new job */
    protected JobClient(ApiClient api, String collection, String idParameter) {
        super(api, collection);
        this.idParameter = idParameter;
    }

    /** Returns a job with required fields only, whose dataset is {@code train}. */
    public abstract ObjectNode smallest();

    @Override
    public final Response post(String id, JsonNode job) {
        return post(id, job.toString());
    }

    @Override
    public final Response post(String id, String json) {
        return request(json).post(url() + "?" + idParameter + "=" + id);
    }

    /** Creates the smallest job, and returns its ID. */
    public final String create() {
        return create(smallest());
    }

    public final String create(JsonNode json) {
        return create(json.toString());
    }

    /** Creates a job, and returns its ID. */
    public final String create(String json) {
        var job = post(json).then().statusCode(200).extract().asString();
        var name = Json.read(job).path("name").asString();
        return name.substring(name.lastIndexOf('/') + 1);
    }

    public final Response cancel(String id) {
        return call(id, "cancel");
    }

    public final Response resume(String id) {
        return call(id, "resume");
    }
}
