package dev.emulator.fireworks.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.not;

import dev.emulator.fireworks.aip.Code;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

/**
 * The base class of tests over HTTP. It provides a running emulator, a new account, and a clock that the test moves. The engine runs only
 * when the test moves the clock. The build runs a story marked {@link AlsoOnPostgresql} on both databases. A story declares a client for
 * each type of resource that it uses, such as {@code new Datasets(api)}.
 */
@Import({StoryConfiguration.class, StoryDatabase.Configuration.class})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"emulator.engine.interval=1d", "spring.main.banner-mode=off"})
public abstract class Story {

    @LocalServerPort
    protected int port;

    @Autowired
    protected Time time;

    /** An account that no other test uses. */
    protected final String account = "t-" + UUID.randomUUID().toString().substring(0, 18);

    /** Sends requests for this account. */
    protected final ApiClient api = new ApiClient(() -> port, account);

    /** Returns a request with a valid API key. */
    protected RequestSpecification request() {
        return api.request();
    }

    protected RequestSpecification request(String json) {
        return api.request(json);
    }

    protected RequestSpecification request(JsonNode json) {
        return api.request(json);
    }

    protected RawHttp raw() {
        return new RawHttp(port);
    }

    /** Asserts that a response is an error with this code and message, in the format of all errors. */
    protected static ValidatableResponse refused(Response answer, Code code, String message) {
        var error = answer.then()
                .statusCode(code.httpStatus())
                .contentType("application/json")
                .header("X-Emulator-Request-Id", not(emptyOrNullString()));
        // A path in REST Assured is a Groovy script, which is compiled each time.
        var body = json(answer.asString());
        assertThat(body.path("message")).isEqualTo(StringNode.valueOf(message));
        assertThat(body.path("code")).isEqualTo(IntNode.valueOf(code.number()));
        assertThat(body.hasNonNull("details")).as("details in " + body).isTrue();
        return error;
    }

    /** Returns the body of a successful response. */
    protected static JsonNode json(Response answer) {
        return Json.read(answer.then().statusCode(200).extract().asString());
    }

    protected static JsonNode json(String text) {
        return Json.read(text);
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
