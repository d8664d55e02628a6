package dev.emulator.fireworks.web;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beside the service's words, which tell little, stands what was probably meant. */
class HintTests extends Story {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /v1/account/ACCOUNT/datasets                       | GET /v1/accounts/{account_id}/datasets
            GET  | /v1/accounts/ACCOUNT/supervisedFinetuningJob       | GET /v1/accounts/{account_id}/supervisedFineTuningJobs
            POST | /v1/accounts/ACCOUNT/datasets/x:split/Dataset      | POST /v1/accounts/{account_id}/datasets/{dataset_id}:splitDataset
            GET  | /v1/accounts/ACCOUNT/supervised_fine_tuning_jobs   | GET /v1/accounts/{account_id}/supervisedFineTuningJobs
            """)
    void anAddressThatLeadsNowhereIsToldTheNearestCall(String method, String path, String nearest) {
        var answer = request().request(method, path.replace("ACCOUNT", account));
        hinted(answer, "the nearest call is " + nearest);
    }

    @Test
    void aResourceThatIsNotThereIsToldTheNearestId() {
        aDataset("training-data", ROW.repeat(3));
        hinted(request().get(dataset("trainin-data")), "the nearest id is training-data");
        hinted(
                request().get(dataset("evaluation")),
                "account " + account + " has 1 datasets, none of a name like this");
        hinted(request().get(job("ft-1")), "account " + account + " has no supervisedFineTuningJobs");
        refused(request().get(dataset("trainin-data")), Code.NOT_FOUND, "resource not found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"datasetid": "x", "dataset": {"exampleCounts": "3"}} | datasetId
            {"dataset_ids": "x"}                                  | datasetId
            {"datasetId": "x", "exampleCount": 3}                 | dataset.exampleCount
            """)
    void aFieldThatIsNotThereIsToldTheNearest(String body, String nearest) {
        var answer = request(body).post(datasets());
        answer.then().statusCode(400).body("code", equalTo(3));
        hinted(answer, "the nearest field is " + nearest);
    }

    @Test
    void nothingIsSaidWhereNothingIsNear() {
        request("{\"quux\": 1}").post(jobs()).then().statusCode(400).header("X-Emulator-Hint", nullValue());
    }

    private static void hinted(Response answer, String hint) {
        answer.then().header("X-Emulator-Hint", equalTo(hint));
    }
}
