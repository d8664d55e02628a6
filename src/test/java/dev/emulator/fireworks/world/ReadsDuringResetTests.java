package dev.emulator.fireworks.world;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Requests during a reset get a response. */
@AlsoOnPostgresql
class ReadsDuringResetTests extends Story {

    private static final int ROUNDS = 300;

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final Models models = new Models(api);
    private final ControlApi control = new ControlApi(api);

    @Test
    void nothingFailsWhileAnAccountIsEmptied() {
        var data = datasets.create("train", ROW);
        var id = jobs.create();
        var body = Json.object("dataset", data, "baseModel", QWEN).toString();
        var calls = List.<Supplier<Integer>>of(
                () -> status("POST", "/_emulator/v1/accounts/" + account + ":reset", "{}"),
                () -> status("POST", jobs.url() + "?supervisedFineTuningJobId=" + id, body),
                () -> status("GET", jobs.url(id), ""),
                () -> status("GET", jobs.url() + "?filter=state%3DJOB_STATE_RUNNING&orderBy=name", ""),
                () -> status("GET", control.url() + "/resources/supervisedFineTuningJobs/" + id, ""),
                () -> status("GET", control.url("/resources"), ""),
                () -> status("POST", jobs.url(id) + ":cancel", "{}"),
                () -> status("DELETE", jobs.url(id), ""),
                () -> status("GET", datasets.url("train"), ""),
                () -> status("GET", datasets.url("train") + ":getDownloadEndpoint", ""),
                () -> status("POST", datasets.url(), "{\"datasetId\": \"train\", \"dataset\": {\"exampleCount\": 3}}"),
                () -> status("GET", models.url(), ""),
                () -> status("GET", "/v1/accounts/" + account, ""),
                () -> status("GET", jobs.url(id) + ":getMetricsFileEndpoint", ""),
                () -> status(
                        "POST",
                        control.url() + "/resources/supervisedFineTuningJobs/" + id + ":transition",
                        "{\"state\": \"RUNNING\"}"),
                () -> status(
                        "PUT",
                        control.url() + "/resources/supervisedFineTuningJobs/" + id + "/plan",
                        "{\"name\": \"instant\"}"),
                () -> status("GET", control.url("/requests"), ""),
                () -> status("POST", control.url("/clock:advance"), "{\"by\": \"1s\"}"),
                () -> status("POST", control.url(":snapshot"), "{}"));
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
