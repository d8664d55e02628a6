package dev.emulator.fireworks.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Story;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whatever is asked for while an account is emptied is answered. */
@AlsoOnPostgresql
class ReadsDuringResetTests extends Story {

    private static final int ROUNDS = 300;

    @Test
    void nothingFailsWhileAnAccountIsEmptied() {
        var data = aDataset("train", ROW);
        var id = aJob();
        var body = "{\"dataset\": \"" + data + "\", \"baseModel\": \"" + QWEN + "\"}";
        var calls = List.<Supplier<Integer>>of(
                () -> status("POST", "/_emulator/v1/accounts/" + account + ":reset", "{}"),
                () -> status("POST", jobs() + "?supervisedFineTuningJobId=" + id, body),
                () -> status("GET", job(id), ""),
                () -> status("GET", jobs() + "?filter=state%3DJOB_STATE_RUNNING&orderBy=name", ""),
                () -> status("GET", control() + "/resources/supervisedFineTuningJobs/" + id, ""),
                () -> status("GET", control() + "/resources", ""),
                () -> status("POST", job(id) + ":cancel", "{}"),
                () -> status("DELETE", job(id), ""),
                () -> status("GET", dataset("train"), ""),
                () -> status("GET", dataset("train") + ":getDownloadEndpoint", ""),
                () -> status("POST", datasets(), "{\"datasetId\": \"train\", \"dataset\": {\"exampleCount\": 3}}"),
                () -> status("GET", models(), ""),
                () -> status("GET", "/v1/accounts/" + account, ""),
                () -> status("GET", job(id) + ":getMetricsFileEndpoint", ""),
                () -> status(
                        "POST",
                        control() + "/resources/supervisedFineTuningJobs/" + id + ":transition",
                        "{\"state\": \"RUNNING\"}"),
                () -> status(
                        "PUT",
                        control() + "/resources/supervisedFineTuningJobs/" + id + "/plan",
                        "{\"name\": \"instant\"}"),
                () -> status("GET", control() + "/requests", ""),
                () -> status("POST", control() + "/clock:advance", "{\"by\": \"1s\"}"),
                () -> status("POST", control() + ":snapshot", "{}"));
        var statuses = AtOnce.times(
                ROUNDS * 2,
                6,
                i -> calls.get(i % 2 == 0 ? 0 : i / 2 % calls.size()).get());
        assertThat(statuses).allSatisfy(status -> assertThat(status).isLessThan(500));
    }

    private int status(String method, String path, String body) {
        var answer = (body.isEmpty() ? request() : request(body)).request(method, path);
        if (answer.statusCode() >= 500) {
            throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.asString());
        }
        return answer.statusCode();
    }
}
