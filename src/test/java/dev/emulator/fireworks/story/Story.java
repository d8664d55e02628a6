package dev.emulator.fireworks.story;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.emulator.fireworks.aip.Code;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every story over HTTP starts from: a running emulator, a fresh account, and time that passes when told to. The engine does not
 * run by itself here. The build runs a story marked {@link AlsoOnPostgresql} on both databases.
 */
@Import({StoryConfiguration.class, StoryDatabase.Configuration.class})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"emulator.engine.interval=1d", "spring.main.banner-mode=off"})
public abstract class Story {

    protected static final String QWEN = "accounts/fireworks/models/qwen3-8b";

    /** A row to train on, of 12 tokens. */
    protected static final String ROW = """
            {"messages": [{"role": "user", "content": "Hello there"}, {"role": "assistant", "content": "Hi!"}]}
            """;

    private static final JsonMapper MAPPER = JsonMapper.shared();

    @LocalServerPort
    protected int port;

    @Autowired
    protected Time time;

    /** An account that no other test uses. */
    protected final String account = "t-" + UUID.randomUUID().toString().substring(0, 18);

    protected RequestSpecification client = given();

    @BeforeEach
    void connect() {
        client = new RequestSpecBuilder()
                .setBaseUri("http://localhost:" + port)
                .addHeader("Authorization", "Bearer fw_test")
                .setConfig(LeanRestAssured.CONFIG)
                .build();
    }

    /** A request by a client with a good key. */
    protected RequestSpecification request() {
        return given().spec(client);
    }

    protected RequestSpecification request(String json) {
        return request().contentType(ContentType.JSON).body(json);
    }

    protected RawHttp raw() {
        return new RawHttp(port);
    }

    /** Checks that an answer is a refusal, in the one shape that every refusal has. */
    protected static ValidatableResponse refused(Response answer, Code code, String message) {
        return answer.then()
                .statusCode(code.httpStatus())
                .contentType("application/json")
                .header("X-Emulator-Request-Id", not(emptyOrNullString()))
                .body("message", equalTo(message))
                .body("code", equalTo(code.number()))
                .body("details", notNullValue());
    }

    /** The answer as it is on the wire, every number as it was written. */
    protected static JsonNode json(Response answer) {
        return MAPPER.readTree(answer.then().statusCode(200).extract().asString());
    }

    protected static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    /** The emulator's own address for the account. */
    protected String control() {
        return "/_emulator/v1/accounts/" + account;
    }

    protected String jobs() {
        return "/v1/accounts/" + account + "/supervisedFineTuningJobs";
    }

    protected String job(String id) {
        return jobs() + "/" + id;
    }

    /** Makes the smallest job there can be and tells its id. */
    protected String aJob() {
        return aJob("""
                {"dataset": "accounts/%s/datasets/train", "baseModel": "%s"}""".formatted(account, QWEN));
    }

    protected String aJob(String json) {
        var name = request(json).post(jobs()).then().statusCode(200).extract().<String>path("name");
        return name.substring(name.lastIndexOf('/') + 1);
    }

    protected String datasets() {
        return "/v1/accounts/" + account + "/datasets";
    }

    protected String dataset(String id) {
        return datasets() + "/" + id;
    }

    /** Makes a dataset with this content and tells its full name. */
    protected String aDataset(String id, String content) {
        request("{\"datasetId\": \"%s\", \"dataset\": {\"exampleCount\": 3}}".formatted(id))
                .post(datasets())
                .then()
                .statusCode(200);
        request()
                .multiPart("file", "data.jsonl", bytes(content))
                .post(dataset(id) + ":upload")
                .then()
                .statusCode(200);
        return "accounts/" + account + "/datasets/" + id;
    }

    protected String models() {
        return "/v1/accounts/" + account + "/models";
    }

    protected String model(String id) {
        return models() + "/" + id;
    }

    /** Announces files for a resource and tells the addresses to put them at. */
    protected Map<String, String> announce(String resource, Map<String, byte[]> files) {
        var sizes = files.entrySet().stream()
                .map(file -> "\"%s\": \"%d\"".formatted(file.getKey(), file.getValue().length))
                .collect(Collectors.joining(","));
        return addresses(request("{\"filenameToSize\": {" + sizes + "}}").post(resource + ":getUploadEndpoint"));
    }

    /** The addresses to fetch a resource's files from. */
    protected Map<String, String> downloads(String resource) {
        return addresses(request().get(resource + ":getDownloadEndpoint"));
    }

    private static Map<String, String> addresses(Response answer) {
        return answer.then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("filenameToSignedUrls", String.class, String.class);
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
