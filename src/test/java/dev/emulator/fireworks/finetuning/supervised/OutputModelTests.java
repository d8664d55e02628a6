package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.parsing.Parser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A completed job creates its output model. Other jobs do not. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class OutputModelTests extends Story {

    private static final Duration UNTIL_COMPLETED = Duration.ofSeconds(6);

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final Models models = new Models(api);

    @BeforeEach
    void aDataset() {
        datasets.create("train", ROW.repeat(100));
    }

    @Test
    void aCompletedJobMakesAnAdapter() {
        var id = jobs.createWith("outputModel", "tuned", "loraRank", 16);
        refused(models.get("tuned"), Code.NOT_FOUND, "resource not found");
        time.passes(UNTIL_COMPLETED);

        var completed = jobs.get(id).then().extract().<String>path("completedTime");
        models.get("tuned")
                .then()
                .statusCode(200)
                .body("kind", equalTo("HF_PEFT_ADDON"))
                .body("state", equalTo("READY"))
                .body("fineTuningJob", equalTo("accounts/" + account + "/supervisedFineTuningJobs/" + id))
                .body("peftDetails.baseModel", equalTo(QWEN))
                .body("peftDetails.r", equalTo(16))
                .body("peftDetails.baseModelType", equalTo("qwen3"))
                .body(
                        "peftDetails.targetModules",
                        contains("down_proj", "gate_proj", "k_proj", "o_proj", "q_proj", "up_proj", "v_proj"))
                .body("baseModelDetails", nullValue())
                .body("deployedModelRefs", empty())
                .body("createTime", equalTo(completed));
        models.list().then().body("totalSize", equalTo(1));
    }

    @Test
    void itsAdapterCanBeDownloaded() {
        jobs.createWith("outputModel", "tuned", "loraRank", 8);
        time.passes(UNTIL_COMPLETED);
        var files = models.downloads("tuned");

        assertThat(files).containsOnlyKeys("adapter_config.json", "adapter_model.safetensors");
        Storage.fetch(files.get("adapter_config.json"))
                .then()
                .defaultParser(Parser.JSON)
                .statusCode(200)
                .body("r", equalTo(8))
                .body("peft_type", equalTo("LORA"))
                .body("base_model_name_or_path", equalTo("Qwen/Qwen3-8B"))
                .body("layers_to_transform", contains(0, 1));
        var weights = Storage.fetch(files.get("adapter_model.safetensors")).asByteArray();
        var header = json(new String(weights, 8, weights[0] + 256 * (weights[1] & 0xff), StandardCharsets.UTF_8));
        assertThat(header.at("/base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight/shape"))
                .isEqualTo(json("[8, 4096]"));
        assertThat(header.at("/base_model.model.model.layers.1.mlp.down_proj.lora_B.weight/shape"))
                .isEqualTo(json("[4096, 8]"));
        assertThat(header.size()).isEqualTo(1 + 2 * 7 * 2);
    }

    @Test
    @Verified(INFERRED)
    void aJobThatTrainsAllParametersMakesABaseModel() {
        jobs.createWith("outputModel", "tuned");
        time.passes(UNTIL_COMPLETED);
        models.get("tuned")
                .then()
                .statusCode(200)
                .body("kind", equalTo("HF_BASE_MODEL"))
                .body("baseModelDetails.parameterCount", equalTo("8190735360"))
                .body("peftDetails", nullValue());
        assertThat(models.downloads("tuned")).containsOnlyKeys("config.json", "model.safetensors");
        Storage.fetch(models.downloads("tuned").get("config.json"))
                .then()
                .defaultParser(Parser.JSON)
                .body("hidden_size", equalTo(4096));
    }

    @Test
    @Verified(OBSERVED)
    void aCancelledJobMakesNoneAndItsNameIsFree() {
        var id = jobs.createWith("outputModel", "tuned", "loraRank", 8);
        time.passes(Duration.ofSeconds(3));
        jobs.cancel(id).then().statusCode(200);
        time.passes(Duration.ofDays(1));
        refused(models.get("tuned"), Code.NOT_FOUND, "resource not found");

        jobs.createWith("outputModel", "tuned", "loraRank", 8);
        time.passes(UNTIL_COMPLETED);
        models.get("tuned").then().statusCode(200);
    }

    @Test
    @Verified(OBSERVED)
    void aFailedJobMakesNone() {
        datasets.create("bad", "{\"messages\": []}\n".repeat(3));
        jobs.post(Json.object("dataset", "bad", "baseModel", QWEN, "outputModel", "tuned"));
        time.passes(Duration.ofDays(1));
        refused(models.get("tuned"), Code.NOT_FOUND, "resource not found");
    }

    @Test
    @Verified(INFERRED)
    void aDeletedJobLeavesItsModel() {
        var id = jobs.createWith("outputModel", "tuned", "loraRank", 8);
        time.passes(UNTIL_COMPLETED);
        jobs.delete(id);
        time.passes(Duration.ofSeconds(1));
        refused(jobs.get(id), Code.NOT_FOUND, "resource not found");
        models.get("tuned").then().statusCode(200);
        assertThat(models.downloads("tuned")).hasSize(2);
    }

    @Test
    @Verified(INFERRED)
    void aLaterJobReplacesTheModel() {
        jobs.createWith("outputModel", "tuned", "loraRank", 8);
        var sameMoment = jobs.createWith("outputModel", "tuned", "loraRank", 16);
        time.passes(UNTIL_COMPLETED);
        models.get("tuned")
                .then()
                .body("peftDetails.r", equalTo(16))
                .body("fineTuningJob", equalTo("accounts/" + account + "/supervisedFineTuningJobs/" + sameMoment));

        jobs.createWith("outputModel", "tuned", "loraRank", 32);
        time.passes(UNTIL_COMPLETED);
        models.get("tuned").then().body("peftDetails.r", equalTo(32));
        models.list().then().body("totalSize", equalTo(1));
    }

    @Test
    @Verified(INFERRED)
    void whatAUserUploadedStaysAsItIs() {
        models.post("{\"modelId\": \"mine\", \"model\": {\"displayName\": \"Mine\"}}");
        var id = jobs.createWith("outputModel", "mine", "loraRank", 8);
        time.passes(UNTIL_COMPLETED);
        jobs.get(id).then().body("state", equalTo("JOB_STATE_COMPLETED"));
        models.get("mine")
                .then()
                .body("displayName", equalTo("Mine"))
                .body("state", equalTo("UPLOADING"))
                .body("fineTuningJob", equalTo(""));
    }

    @Test
    @Verified(INFERRED)
    void noModelIsCreatedInAnotherAccount() {
        jobs.createWith("outputModel", "accounts/" + account + "b/models/tuned");
        time.passes(UNTIL_COMPLETED);
        request().get("/v1/accounts/" + account + "b/models").then().body("totalSize", equalTo(0));
        models.list().then().body("totalSize", equalTo(0));
    }
}
