package dev.emulator.fireworks.control;

import dev.emulator.fireworks.story.ApiClient;
import dev.emulator.fireworks.story.Json;
import io.restassured.response.Response;
import tools.jackson.databind.JsonNode;

/** The control API of one account. Methods named like an HTTP method return the response unchecked. */
public final class ControlApi {

    private final ApiClient api;

    public ControlApi(ApiClient api) {
        this.api = api;
    }

    public String url() {
        return "/_emulator/v1/accounts/" + api.account();
    }

    /** @param path begins with a slash, or with a colon for a custom method of the account */
    public String url(String path) {
        return url() + path;
    }

    public Response get(String path) {
        return api.request().get(url(path));
    }

    public Response delete(String path) {
        return api.request().delete(url(path));
    }

    public Response post(String path) {
        return api.request().post(url(path));
    }

    public Response post(String path, String json) {
        return api.request(json).post(url(path));
    }

    public Response post(String path, JsonNode json) {
        return post(path, json.toString());
    }

    public Response put(String path, String json) {
        return api.request(json).put(url(path));
    }

    public Response put(String path, JsonNode json) {
        return put(path, json.toString());
    }

    /** Stops the clock of the account. */
    public void freeze() {
        post("/clock:freeze", "{}").then().statusCode(200);
    }

    /** Moves the clock of the account. */
    public void advance(String by) {
        post("/clock:advance", Json.object("by", by)).then().statusCode(200);
    }

    /** Takes a snapshot of the account, and returns the archive. */
    public byte[] snapshot() {
        return post(":snapshot", "{}").then().statusCode(200).extract().asByteArray();
    }

    /** Replaces the account by an archive. */
    public Response restore(byte[] archive) {
        return api.request().contentType("application/zip").body(archive).post(url(":restore"));
    }
}
