package dev.emulator.fireworks.story;

import dev.emulator.fireworks.model.Models;
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

/**
 * Sends requests for one account with little overhead, for tests that send thousands of requests or send requests concurrently. REST Assured
 * needs more CPU per request, and reads files into memory.
 */
public final class Client {

    /** The fields of a finished job that do not change. Each response signs the URLs of artifacts again. */
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

    /** A response. */
    public record Answer(int status, String body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String state() {
            return json().path("state").asString();
        }
    }

    /** Returns the path of a resource of the account. */
    public String path(String path) {
        return "/v1/accounts/" + account + path;
    }

    public String jobs() {
        return path("/supervisedFineTuningJobs");
    }

    public Answer create(String id) {
        return send(
                "POST",
                jobs() + "?supervisedFineTuningJobId=" + id,
                Json.object("dataset", "accounts/" + account + "/datasets/train", "baseModel", Models.QWEN)
                        .toString());
    }

    public Answer get(String id) {
        return send("GET", jobs() + "/" + id, "");
    }

    /** Returns the fields of a finished job that do not change. */
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

    /** Creates a dataset with one file, and uploads the file at a signed URL. */
    public Answer upload(String dataset, Path file) throws IOException {
        var datasets = "/v1/accounts/" + account + "/datasets";
        var name = datasets + "/" + dataset;
        var size = Files.size(file);
        send(
                "POST",
                datasets,
                Json.object("datasetId", dataset, "dataset", Json.object("exampleCount", 3))
                        .toString());
        var announced = send(
                "POST",
                name + ":getUploadEndpoint",
                Json.object("filenameToSize", Json.object("data.jsonl", String.valueOf(size)))
                        .toString());
        var address = announced.json().at("/filenameToSignedUrls/data.jsonl").asString();
        send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/octet-stream")
                .header("x-goog-content-length-range", size + "," + size)
                .PUT(BodyPublishers.ofFile(file))
                .build());
        send("POST", name + ":validateUpload", "{}");
        return send("GET", name, "");
    }

    /** Returns the bytes at a signed URL. */
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

    /** Lists the models of the account. */
    public JsonNode models(String query) {
        return send("GET", "/v1/accounts/" + account + "/models?" + query, "").json();
    }

    public int totalSize() {
        return list("pageSize=1").json().path("totalSize").asInt();
    }

    /** @throws UncheckedIOException if the server closes the connection before it responds */
    public Answer send(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer fw_test")
                .header("x-fireworks-account-id", account)
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
