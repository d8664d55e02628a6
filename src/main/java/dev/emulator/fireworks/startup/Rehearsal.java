package dev.emulator.fireworks.startup;

import dev.emulator.fireworks.FireworksEmulator;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes that starts and requests need, so that the JVM writes them to the class cache when it ends. Starts the emulator in
 * memory and on disk, and sends typical requests.
 */
final class Rehearsal {

    private static final String ACCOUNT = "/v1/accounts/rehearsal";
    private static final String CONTROL = "/_emulator/v1/accounts/rehearsal";
    private static final String JSON = "application/json";
    private static final int ROUNDS = 20;

    private final String url;

    private Rehearsal(String url) {
        this.url = url;
    }

    /**
     * @param args the path of an empty directory
     * @throws IOException if a response has an unexpected status
     */
    public static void main(String[] args) throws IOException, ClassNotFoundException {
        run(Path.of(args[0]));
        Class.forName("org.postgresql.Driver");
        System.exit(0);
    }

    static void run(Path directory) throws IOException {
        var inMemory = new String[] {"--server.port=0"};
        var onDisk = new String[] {"--server.port=0", "--emulator.data-dir=" + directory.resolve("data")};
        for (var settings : List.of(inMemory, onDisk)) {
            try (var emulator = FireworksEmulator.start(settings)) {
                var port = emulator.getEnvironment().getRequiredProperty("local.server.port");
                new Rehearsal("http://127.0.0.1:" + port).play();
            }
        }
    }

    private void play() throws IOException {
        call("GET", "/_emulator/health/readiness", null, "");
        call("POST", ACCOUNT + "/datasets", JSON, """
                {"datasetId": "rows", "dataset": {"exampleCount": 3, "userUploaded": {}}}""");
        call("POST", ACCOUNT + "/datasets/rows:upload", "multipart/form-data; boundary=edge", upload());
        for (var i = 0; i < ROUNDS; i++) {
            var job = "/supervisedFineTuningJobs/job-" + i;
            call("POST", ACCOUNT + "/supervisedFineTuningJobs?supervisedFineTuningJobId=job-" + i, JSON, """
                    {"dataset": "accounts/rehearsal/datasets/rows", "baseModel": "accounts/fireworks/models/qwen3-8b"}""");
            call("GET", ACCOUNT + job, null, "");
            call(
                    "GET",
                    ACCOUNT + "/supervisedFineTuningJobs?pageSize=5&filter=state%3D%22JOB_STATE_RUNNING%22",
                    null,
                    "");
            call("GET", ACCOUNT + "/models", null, "");
        }
        call("POST", ACCOUNT + "/supervisedFineTuningJobs/job-0:cancel", JSON, "{}");
        call("POST", CONTROL + "/clock:advance", JSON, "{\"by\": \"60s\"}");
        call("GET", CONTROL + "/resources/supervisedFineTuningJobs/job-1", null, "");
        call("GET", CONTROL + "/requests", null, "");
        call(404, "GET", ACCOUNT + "/supervisedFineTuningJobs/missing", null, "");
        call("DELETE", ACCOUNT + "/supervisedFineTuningJobs/job-2", null, "");
        call("POST", CONTROL + ":reset", JSON, "{}");
    }

    private static String upload() {
        var row =
                "{\"messages\": [{\"role\": \"user\", \"content\": \"1 + 1?\"}, {\"role\": \"assistant\", \"content\": \"2\"}]}\n";
        return "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"rows.jsonl\"\r\n\r\n"
                + row.repeat(3) + "\r\n--edge--\r\n";
    }

    private void call(String method, String path, @Nullable String type, String body) throws IOException {
        call(200, method, path, type, body);
    }

    private void call(int expected, String method, String path, @Nullable String type, String body) throws IOException {
        var connection = (HttpURLConnection) URI.create(url + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer fw_rehearsal");
        if (type != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", type);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        var status = connection.getResponseCode();
        try (var response = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            var text = response == null ? "" : new String(response.readAllBytes(), StandardCharsets.UTF_8);
            if (status != expected) {
                throw new IOException(method + " " + path + " was answered with " + status + ": " + text);
            }
        }
    }
}
