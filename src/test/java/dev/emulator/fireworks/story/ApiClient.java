package dev.emulator.fireworks.story;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.function.IntSupplier;
import tools.jackson.databind.JsonNode;

/** Sends requests with a valid API key for one account. */
public final class ApiClient {

    private final IntSupplier port;
    private final String account;

    /** @param port is read for each request, because a test learns the port after its fields are initialised */
    public ApiClient(IntSupplier port, String account) {
        this.port = port;
        this.account = account;
    }

    /** Returns a client of another account of the same emulator. */
    public ApiClient forAccount(String other) {
        return new ApiClient(port, other);
    }

    public String account() {
        return account;
    }

    public RequestSpecification request() {
        return given().config(LeanRestAssured.CONFIG)
                .baseUri("http://localhost:" + port.getAsInt())
                .header("Authorization", "Bearer fw_test");
    }

    public RequestSpecification request(String json) {
        return request().contentType(ContentType.JSON).body(json);
    }

    public RequestSpecification request(JsonNode json) {
        return request(json.toString());
    }
}
