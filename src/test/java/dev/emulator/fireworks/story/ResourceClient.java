package dev.emulator.fireworks.story;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The resources of one type in one account. Each type has a subclass in its own package. Methods named like an HTTP method return the
 * response unchecked.
 */
public abstract class ResourceClient {

    private final ApiClient api;
    private final String collection;
    /** @param collection the name of the collection in URLs */
    protected ResourceClient(ApiClient api, String collection) {
        this.api = api;
        this.collection = collection;
    }

    /** The resource name, such as {@code accounts/acme/datasets/train}. */
    public final String name(String id) {
        return "accounts/" + api.account() + "/" + collection + "/" + id;
    }

    /** The path of the collection. */
    public final String url() {
        return "/v1/accounts/" + api.account() + "/" + collection;
    }

    /** The path of one resource. */
    public final String url(String id) {
        return url() + "/" + id;
    }

    public final Response list() {
        return request().get(url());
    }

    /** @param query the query string, without the question mark */
    public final Response list(String query) {
        return request().get(url() + "?" + query);
    }

    public final Response get(String id) {
        return request().get(url(id));
    }

    public final Response delete(String id) {
        return request().delete(url(id));
    }

    public final Response post(String json) {
        return request(json).post(url());
    }

    public final Response post(JsonNode json) {
        return post(json.toString());
    }

    /** Posts a resource with an ID that the client chooses. */
    public abstract Response post(String id, JsonNode resource);

    public Response post(String id, String json) {
        return post(id, Json.read(json));
    }

    public final Response patch(String id, String json) {
        return request(json).patch(url(id));
    }

    /** Calls a custom method of a resource, such as {@code cancel}, with an empty message. */
    public final Response call(String id, String method) {
        return call(id, method, "{}");
    }

    public final Response call(String id, String method, String json) {
        return request(json).post(url(id) + ":" + method);
    }

    public final Response call(String id, String method, JsonNode json) {
        return call(id, method, json.toString());
    }

    /** Returns the IDs of the resources in the response to a list request. */
    public final List<String> ids(JsonNode page) {
        return page.path(collection)
                .valueStream()
                .map(resource -> resource.path("name").asString())
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .toList();
    }

    protected final RequestSpecification request() {
        return api.request();
    }

    protected final RequestSpecification request(String json) {
        return api.request(json);
    }
}
