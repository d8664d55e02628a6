package dev.emulator.fireworks.flow;

import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kiln, which looks at a dataset once after its upload, and picks its base from the list of models that can be tuned. */
@Verified(OBSERVED)
@AlsoOnPostgresql
class KilnTests extends Story {

    @Test
    void fromTheListOfModelsToATunedOne() {
        assertThat(tunable())
                .contains(QWEN, "accounts/fireworks/models/llama-v3p1-8b-instruct")
                .doesNotContain("accounts/fireworks/models/qwen2p5-7b-instruct");

        request(
                        "{\"datasetId\": \"kiln-0123456789\", \"dataset\": {\"displayName\": \"Kiln\", \"exampleCount\": 30, \"userUploaded\": {}}}")
                .post(datasets())
                .then()
                .statusCode(200);
        request()
                .multiPart("file", "train.jsonl", bytes(ROW.repeat(30)))
                .post(dataset("kiln-0123456789") + ":upload")
                .then()
                .statusCode(200);
        request().get(dataset("kiln-0123456789")).then().statusCode(200).body("state", equalTo("READY"));

        var name = request("""
                        {"dataset": "accounts/%s/datasets/kiln-0123456789", "displayName": "Kiln fine-tune", "baseModel": "%s",
                         "loraRank": 8, "epochs": 2, "learningRate": 0.0001, "batchSize": 4096,
                         "wandbConfig": {"enabled": true, "project": "Kiln_AI", "apiKey": "key"}}""".formatted(account, QWEN))
                .post(jobs())
                .then()
                .statusCode(200)
                .extract()
                .<String>path("name");
        time.passes(Duration.ofSeconds(6));
        var outputModel = request()
                .get("/v1/" + name)
                .then()
                .body("state", equalTo("JOB_STATE_COMPLETED"))
                .extract()
                .<String>path("outputModel");
        request().get("/v1/" + outputModel).then().statusCode(200).body("state", equalTo("READY"));

        // Loading it is not emulated yet, and says so.
        assertThat(request("{\"displayName\": \"Kiln\", \"model\": \"%s\"}".formatted(outputModel))
                        .post("/v1/accounts/" + account + "/deployedModels")
                        .<Integer>path("code"))
                .isEqualTo(Code.UNIMPLEMENTED.number());
    }

    /** Every page of the public models, filtered by Kiln itself. */
    private List<String> tunable() {
        var tunable = new ArrayList<String>();
        var token = "";
        do {
            var page = request()
                    .queryParam("pageSize", 20)
                    .queryParam("pageToken", token)
                    .get("/v1/accounts/fireworks/models")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            tunable.addAll(page.getList("models.findAll { it.supervisedLoraTunable }.name", String.class));
            token = page.getString("nextPageToken");
        } while (!token.isEmpty());
        return tunable;
    }
}
