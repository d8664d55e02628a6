package dev.emulator.fireworks;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a JVM goes through to learn what it will need: a start in memory and one on disk, and requests as clients make them. The cache of
 * classes is written when it ends.
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
     * @param args an empty directory
     * @throws IOException if a request gets no answer
     */
    public static void main(String[] args) throws IOException, ClassNotFoundException {
        var inMemory = new String[] {"--server.port=0"};
        var onDisk = new String[] {"--server.port=0", "--emulator.data-dir=" + Path.of(args[0], "data")};
        for (var settings : List.of(inMemory, onDisk)) {
            try (var emulator = FireworksEmulator.start(settings)) {
                var port = emulator.getEnvironment().getRequiredProperty("local.server.port");
                new Rehearsal("http://127.0.0.1:" + port).play();
            }
        }
        Class.forName("org.postgresql.Driver");
        System.exit(0);
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
        call("GET", CONTROL + "/journal", null, "");
        call("GET", ACCOUNT + "/supervisedFineTuningJobs/nobody", null, "");
        call("DELETE", ACCOUNT + "/supervisedFineTuningJobs/job-2", null, "");
        call("POST", CONTROL + ":reset", JSON, "{}");
    }

    private static String upload() {
        var row =
                "{\"messages\": [{\"role\": \"user\", \"content\": \"1 + 1?\"}, {\"role\": \"assistant\", \"content\": \"2\"}]}\n";
        return "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"rows.jsonl\"\r\n\r\n"
                + row.repeat(3) + "\r\n--edge--\r\n";
    }

    /** Whatever the answer, which is none of a rehearsal's business. */
    private void call(String method, String path, @Nullable String type, String body) throws IOException {
        var connection = (HttpURLConnection) URI.create(url + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer fw_rehearsal");
        if (type != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", type);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        var answer = connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream();
        if (answer != null) {
            answer.readAllBytes();
        }
    }
}
