package dev.emulator.fireworks.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A quick client for one account, for stories that make thousands of calls or make them all at once. */
public final class Client {

    /** A mask of what stays the same of a job that has ended: all but its artifacts' addresses, which are signed anew whenever they are told. */
    public static final String LASTING =
            "name,state,status,createTime,updateTime,completedTime,jobProgress,estimatedCost,outputModel";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String account;

    public Client(int port, String account) {
        this.base = "http://localhost:" + port;
        this.account = account;
    }

    /** What came back. */
    public record Answer(int status, String body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String state() {
            return json().path("state").asString();
        }
    }

    public String jobs() {
        return "/v1/accounts/" + account + "/supervisedFineTuningJobs";
    }

    public Answer create(String id) {
        return send("POST", jobs() + "?supervisedFineTuningJobId=" + id, """
                {"dataset": "accounts/%s/datasets/train", "baseModel": "%s"}""".formatted(account, Story.QWEN));
    }

    public Answer get(String id) {
        return send("GET", jobs() + "/" + id, "");
    }

    /** What of an ended job stays the same. */
    public Answer getLasting(String id) {
        return send("GET", jobs() + "/" + id + "?readMask=" + LASTING, "");
    }

    public Answer cancel(String id) {
        return send("POST", jobs() + "/" + id + ":cancel", "{}");
    }

    public Answer resume(String id) {
        return send("POST", jobs() + "/" + id + ":resume", "{}");
    }

    public Answer delete(String id) {
        return send("DELETE", jobs() + "/" + id, "");
    }

    public Answer list(String query) {
        return send("GET", jobs() + "?" + query, "");
    }

    public int totalSize() {
        return list("pageSize=1").json().path("totalSize").asInt();
    }

    /** Throws {@link UncheckedIOException} where the server goes away in the middle of the call. */
    public Answer send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer fw_test")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
