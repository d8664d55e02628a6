package dev.emulator.fireworks.web;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hints suggest a correction, because the messages of the live service are short. */
class HintTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final ControlApi control = new ControlApi(api);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /v1/account/ACCOUNT/datasets                       | GET /v1/accounts/{account_id}/datasets
            GET  | /v1/accounts/ACCOUNT/supervisedFinetuningJob       | GET /v1/accounts/{account_id}/supervisedFineTuningJobs
            POST | /v1/accounts/ACCOUNT/datasets/x:split/Dataset      | POST /v1/accounts/{account_id}/datasets/{dataset_id}:splitDataset
            GET  | /v1/accounts/ACCOUNT/supervised_fine_tuning_jobs   | GET /v1/accounts/{account_id}/supervisedFineTuningJobs
            """)
    void anUnknownPathGetsTheNearestEndpoint(String method, String path, String nearest) {
        var answer = request().request(method, path.replace("ACCOUNT", account));
        hinted(answer, "the nearest call is " + nearest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /v1/accounts/ACCOUNT/fineTuningJobs           | GET /v1/accounts/{account_id}/supervisedFineTuningJobs
            POST   | /v1/accounts/ACCOUNT/fineTuningJobs           | POST /v1/accounts/{account_id}/supervisedFineTuningJobs
            POST   | /v1/accounts/ACCOUNT/fineTuningJobs/x:cancel  | POST /v1/accounts/{account_id}/supervisedFineTuningJobs/{supervised_fine_tuning_job_id}:cancel
            GET    | /v1/accounts/ACCOUNT/dpoJob                   | GET /v1/accounts/{account_id}/dpoJobs
            GET    | /v1/accounts/ACCOUNT/batchInferenceJob        |
            GET    | /v1/accounts/ACCOUNT/deploymens               | GET /v1/accounts/{account_id}/deployments
            GET    | /v1/accounts/ACCOUNT/nonsense                 |
            GET    | /v1/accounts/a-name-longer-than-all-the-rest-of-the-path/nonsense |
            GET    | /nonsense                                     |
            POST   | /inference/v1/v1/chat/completions             | POST /inference/v1/chat/completions
            POST   | /v1/chat/completion                           | POST /v1/chat/completions
            """)
    void onlyEmulatedCallsAreSuggested(String method, String path, String nearest) {
        var answer = request().request(method, path.replace("ACCOUNT", account));
        answer.then().statusCode(404);
        if (nearest == null) {
            answer.then().header("X-Emulator-Hint", nullValue());
        } else {
            hinted(answer, "the nearest call is " + nearest);
        }
    }

    @Test
    void aVeryLongPathIsNotComparedWithAnything() {
        var path = "/v1/accounts/" + account + "/" + "dataset/".repeat(500);
        request().get(path).then().statusCode(404).header("X-Emulator-Hint", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /_emulator/v1/accounts/ACCOUNT/fault          | the nearest call is GET /_emulator/v1/accounts/{account}/faults
            POST   | /_emulator/v1/accounts/ACCOUNT/clock:freez    | the nearest call is POST /_emulator/v1/accounts/{account}/clock:freeze
            GET    | /_emulator/v1/plan                            | the nearest call is GET /_emulator/v1/plans
            GET    | /_emulator/v1/zzzzzzzzz                       | GET /_emulator/openapi.json lists the calls of the control API
            GET    | /_emulator/v2/nothing                         | GET /_emulator/openapi.json lists the calls of the control API
            GET    | /_emulator/v1/accounts/ACCOUNT/faults/f-0     | GET /_emulator/v1/accounts/ACCOUNT/faults lists those that exist
            DELETE | /_emulator/v1/accounts/ACCOUNT/faults/f-0     | GET /_emulator/v1/accounts/ACCOUNT/faults lists those that exist
            GET    | /_emulator/v1/accounts/ACCOUNT/plans/nope     | GET /_emulator/v1/accounts/ACCOUNT/plans lists those that exist
            GET    | /_emulator/v1/accounts/ACCOUNT/resources/supervisedFineTuningJobs/nope      | account ACCOUNT has no supervisedFineTuningJobs
            GET    | /_emulator/v1/accounts/ACCOUNT/requests/99    | GET /_emulator/v1/accounts/ACCOUNT/requests lists those that exist
            POST   | /_emulator/v1/accounts/ACCOUNT/packs/nope:start | GET /_emulator/v1/packs lists those that exist
            """)
    void theControlApiHintsAsWell(String method, String path, String hint) {
        var answer = request("{}").request(method, path.replace("ACCOUNT", account));
        answer.then().statusCode(404);
        hinted(answer, hint.replace("ACCOUNT", account));
    }

    @Test
    void anIdOfTwoLettersIsNearAnotherThatSharesOne() {
        jobs.post("p1", jobs.smallest()).then().statusCode(200);
        hinted(jobs.get("p2"), "the nearest id is p1");
        hinted(control.get("/resources/supervisedFineTuningJobs/p2"), "the nearest id is p1");
        hinted(jobs.get("qq"), "account " + account + " has 1 supervisedFineTuningJobs, none with a similar id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /fireworks/models/qwen3-8                   | the nearest id is qwen3-8b
            /fireworks/deploymentShapes/qwen3-8b-minima | the nearest id is qwen3-8b-minimal
            /-/deploymentShapes/qwen3-8b-fst            | the nearest id is qwen3-8b-fast
            """)
    void anUnknownPublicIdGetsTheNearestId(String path, String hint) {
        hinted(request().get("/v1/accounts" + path), hint);
    }

    @Test
    void anUnknownIdGetsTheNearestId() {
        datasets.create("training-data", ROW.repeat(3));
        hinted(datasets.get("trainin-data"), "the nearest id is training-data");
        hinted(datasets.get("evaluation"), "account " + account + " has 1 datasets, none with a similar id");
        hinted(jobs.get("ft-1"), "account " + account + " has no supervisedFineTuningJobs");
        refused(datasets.get("trainin-data"), Code.NOT_FOUND, "resource not found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"datasetid": "x", "dataset": {"exampleCounts": "3"}} | datasetId
            {"dataset_ids": "x"}                                  | datasetId
            {"datasetId": "x", "exampleCount": 3}                 | dataset.exampleCount
            """)
    void anUnknownFieldGetsTheNearestField(String body, String nearest) {
        var answer = datasets.post(body);
        answer.then().statusCode(400).body("code", equalTo(3));
        hinted(answer, "the nearest field is " + nearest);
    }

    @Test
    void thereIsNoHintWithoutASimilarName() {
        jobs.post("{\"quux\": 1}").then().statusCode(400).header("X-Emulator-Hint", nullValue());
    }

    @Test
    void whatIsLongerThanAnyNameGetsNoHint() {
        var name = "a".repeat(1 << 20);
        jobs.post(Json.object(name, 1)).then().statusCode(400).header("X-Emulator-Hint", nullValue());
        for (var path : List.of(jobs.url() + "/" + "a".repeat(6000), jobs.url() + "/x".repeat(3000))) {
            request().get(path).then().header("X-Emulator-Hint", nullValue());
        }
    }

    private static void hinted(Response answer, String hint) {
        answer.then().header("X-Emulator-Hint", equalTo(hint));
    }
}
