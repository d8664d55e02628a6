package dev.emulator.fireworks.story;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** A client of the object store. Its requests have a signed URL and no API key. */
public final class Storage {

    private Storage() {}

    public static RequestSpecification request() {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    }

    public static Response put(String address, byte[] content) {
        return put(address, content, content.length);
    }

    /** @param size the announced size, which a signed header repeats */
    public static Response put(String address, byte[] content, int size) {
        return request()
                .contentType("application/octet-stream")
                .header("x-goog-content-length-range", size + "," + size)
                .body(content)
                .put(address);
    }

    public static Response fetch(String address) {
        return request().get(address);
    }

    public static void refusedInXml(Response answer, int status, String code) {
        answer.then()
                .statusCode(status)
                .contentType(startsWith("application/xml"))
                .body("Error.Code", equalTo(code));
    }
}
