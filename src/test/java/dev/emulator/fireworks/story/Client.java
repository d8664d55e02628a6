package dev.emulator.fireworks.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** @param path what comes after the account */
    public String path(String path) {
        return "/v1/accounts/" + account + path;
    }

    public String jobs() {
        return path("/supervisedFineTuningJobs");
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

    /** Makes a dataset of one file, by the way that is meant for large ones. */
    public Answer upload(String dataset, Path file) throws IOException {
        var datasets = "/v1/accounts/" + account + "/datasets";
        var name = datasets + "/" + dataset;
        var size = Files.size(file);
        send("POST", datasets, "{\"datasetId\": \"%s\", \"dataset\": {\"exampleCount\": 3}}".formatted(dataset));
        var announced = send(
                "POST", name + ":getUploadEndpoint", "{\"filenameToSize\": {\"data.jsonl\": \"%d\"}}".formatted(size));
        var address = announced.json().at("/filenameToSignedUrls/data.jsonl").asString();
        send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/octet-stream")
                .header("x-goog-content-length-range", size + "," + size)
                .PUT(BodyPublishers.ofFile(file))
                .build());
        send("POST", name + ":validateUpload", "{}");
        return send("GET", name, "");
    }

    /** The bytes at a signed address. */
    public byte[] fetch(String address) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** What a list of the account's models says. */
    public JsonNode models(String query) {
        return send("GET", "/v1/accounts/" + account + "/models?" + query, "").json();
    }

    public int totalSize() {
        return list("pageSize=1").json().path("totalSize").asInt();
    }

    /** Throws {@link UncheckedIOException} where the server goes away in the middle of the call. */
    public Answer send(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer fw_test")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    private Answer send(HttpRequest request) {
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
