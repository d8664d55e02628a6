// tag::world[]
package dev.emulator.fireworks.cookbook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** An account of a test's own, and the calls by which the test controls it. */
final class World {

    static final String JOB =
            "{\"dataset\": \"train\", \"baseModel\": \"accounts/fireworks/models/qwen3-8b\", \"loraRank\": 8}";

    final String account = "t-" + UUID.randomUUID();
    private final String url;
    private final HttpClient http = HttpClient.newHttpClient();

    World(String url) {
        this.url = url;
    }

    /** A call of the emulator's own, such as POST /clock:freeze. */
    String control(String method, String path, String json) {
        return new String(
                send(method, "/_emulator/v1/accounts/" + account + path, "application/json", json.getBytes()));
    }

    /** A call of the vendor's, as the client under test would make it. */
    String api(String method, String path, String json) {
        return new String(send(method, "/v1/accounts/" + account + path, "application/json", json.getBytes()));
    }

    byte[] send(String method, String path, String type, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer fw_local")
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofByteArray(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.statusCode() + " " + new String(answer.body()));
            }
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
// end::world[]
