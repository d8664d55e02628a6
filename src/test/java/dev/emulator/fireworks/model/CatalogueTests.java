package dev.emulator.fireworks.model;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.Pages;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every account can read the public models. No account can change them. */
@Verified(OBSERVED)
class CatalogueTests extends Story {

    private static final String PUBLIC = "/v1/accounts/fireworks/models";

    @ParameterizedTest
    @CsvSource({
        "llama-v3p1-8b-instruct, true, true",
        "qwen3-8b, true, true",
        "nemotron-nano-3-30b-a3b, false, true",
        "qwen2p5-7b-instruct, true, false",
        "qwen3-1p7b, true, true",
        "muse-glimmer-30b, true, true",
        "gpt-oss-120b, false, false",
    })
    void aModelHasTheFlagsThatWereMeasured(String id, boolean supportsLora, boolean loraTunable) {
        request()
                .get(PUBLIC + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("accounts/fireworks/models/" + id))
                .body("kind", equalTo("HF_BASE_MODEL"))
                .body("state", equalTo("READY"))
                .body("status.code", equalTo("OK"))
                .body("public", equalTo(true))
                .body("supportsLora", equalTo(supportsLora))
                .body("supervisedLoraTunable", equalTo(loraTunable))
                .body("deployedModelRefs", empty());
    }

    @Test
    void sizesAreTold() {
        request()
                .get(PUBLIC + "/muse-glimmer-30b")
                .then()
                .body("baseModelDetails.parameterCount", equalTo("29776626688"))
                .body("contextLength", equalTo(131072))
                .body("trainingContextLength", equalTo(131072));
    }

    @Test
    void allOfThemFitOnOnePageOfTwoHundred() {
        request()
                .queryParam("pageSize", 200)
                .get(PUBLIC)
                .then()
                .statusCode(200)
                .body("models.size()", greaterThan(40))
                .body("models.name", everyItem(startsWith("accounts/fireworks/models/")))
                .body("nextPageToken", equalTo(""));
    }

    @Test
    void aWalkOverSmallPagesSeesEachOnce() {
        var seen = Pages.walk(
                () -> request().queryParam("pageSize", 7).queryParam("orderBy", "context_length desc"),
                PUBLIC,
                "models.name");
        List<String> all = request().queryParam("pageSize", 200).get(PUBLIC).path("models.name");
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void theyAreFilteredByTheNamesOfTheProtoFile() {
        request()
                .queryParam("filter", "supervised_lora_tunable=true AND base_model_details.moe=false")
                .queryParam("pageSize", 200)
                .get(PUBLIC)
                .then()
                .statusCode(200)
                .body("models.supervisedLoraTunable", everyItem(equalTo(true)))
                .body("models.name", hasItem("accounts/fireworks/models/qwen3-8b"))
                .body("models.name", not(hasItem("accounts/fireworks/models/kimi-k2p5")));
    }

    @Test
    void whatIsNotInItIsNotFound() {
        refused(request().get(PUBLIC + "/glimmer-30b"), Code.NOT_FOUND, "resource not found");
    }

    @Test
    @Verified(INFERRED)
    void itIsReadOnly() {
        var model = "{\"modelId\": \"m\", \"model\": {}}";
        refused(request(model).post(PUBLIC), Code.PERMISSION_DENIED, "");
        refused(request("{\"displayName\": \"x\"}").patch(PUBLIC + "/qwen3-8b"), Code.PERMISSION_DENIED, "");
        refused(request().delete(PUBLIC + "/qwen3-8b"), Code.PERMISSION_DENIED, "");
        refused(request("{}").post(PUBLIC + "/qwen3-8b:prepare"), Code.PERMISSION_DENIED, "");
        refused(request().get(PUBLIC + "/qwen3-8b:validateUpload"), Code.PERMISSION_DENIED, "");
        refused(request().get(PUBLIC + "/qwen3-8b:getDownloadEndpoint"), Code.PERMISSION_DENIED, "");
    }
}
