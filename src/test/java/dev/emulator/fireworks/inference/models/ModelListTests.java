package dev.emulator.fireworks.inference.models;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Clients list the models that answer. */
class ModelListTests extends Story {

    private static final String GLM = "accounts/fireworks/models/glm-5p1";

    private final Inference inference = new Inference(api);

    @ParameterizedTest
    @Verified(OBSERVED)
    @ValueSource(strings = {"/inference/v1/models", "/v1/models"})
    void theListHasServerlessModelsWithWhatTheyCan(String path) {
        var list = json(inference.request().get(path));
        assertThat(list.propertyNames()).containsExactly("object", "data");
        assertThat(list.path("object").asString()).isEqualTo("list");
        var byId = byId(list);
        assertThat(byId).doesNotContainKey("accounts/fireworks/models/qwen3-8b");
        var model = byId.get(GLM);
        assertThat(model.propertyNames())
                .containsExactly(
                        "id",
                        "object",
                        "owned_by",
                        "created",
                        "kind",
                        "supports_chat",
                        "supports_image_input",
                        "supports_tools",
                        "context_length");
        assertThat(model.path("object").asString()).isEqualTo("model");
        assertThat(model.path("owned_by").asString()).isEqualTo("fireworks");
        assertThat(model.path("created").isIntegralNumber()).isTrue();
        assertThat(model.path("kind").asString()).isEqualTo("HF_BASE_MODEL");
        assertThat(model.path("supports_chat").asBoolean()).isTrue();
        assertThat(model.path("supports_tools").asBoolean()).isTrue();
        assertThat(model.path("context_length").asInt()).isEqualTo(202752);
    }

    @Test
    @Verified(OBSERVED)
    void modelsForEmbeddingsAreListedAsModelsForChats() {
        var byId = byId(json(inference.request().get("/inference/v1/models")));
        for (var id : new String[] {"qwen3-embedding-8b", "qwen3-reranker-8b"}) {
            var model = byId.get("accounts/fireworks/models/" + id);
            assertThat(model.path("kind").asString()).isEqualTo("EMBEDDING_MODEL");
            assertThat(model.path("supports_chat").asBoolean()).isTrue();
        }
    }

    @Test
    @Verified(OBSERVED)
    void routersAreListedLikeTheirModels() {
        var byId = byId(json(inference.request().get("/inference/v1/models")));
        var router = byId.get("accounts/fireworks/routers/glm-latest");
        assertThat(router.path("kind").asString()).isEqualTo("HF_BASE_MODEL");
        assertThat(router.path("context_length")).isEqualTo(byId.get(GLM).path("context_length"));
    }

    @Test
    @Verified(INFERRED)
    void everyListedModelForChatsAnswers() {
        byId(json(inference.request().get("/inference/v1/models"))).forEach((id, model) -> {
            if (model.path("kind").asString().equals("HF_BASE_MODEL")) {
                var answer = inference.chat(Json.with(Inference.chatBody("Hello"), "model", id));
                assertThat(answer.statusCode()).as(id).isEqualTo(200);
            }
        });
    }

    @Test
    @Verified(INFERRED)
    void aModelIsFoundByItsId() {
        var model = json(inference.request().get("/inference/v1/models/" + GLM));
        assertThat(model)
                .isEqualTo(byId(json(inference.request().get("/v1/models"))).get(GLM));
        var missing = inference.request().get("/inference/v1/models/accounts/fireworks/models/no-such-model");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(json(missing.asString()).at("/error/code").asString()).isEqualTo("NOT_FOUND");
    }

    @Test
    @Verified(OBSERVED)
    void modelsOfAnAccountAreListedBelowTheBaseUrlOfInference() {
        api.request(Json.object("modelId", "mine", "model", Json.object("kind", "HF_PEFT_ADDON"))
                        .toString())
                .post("/v1/accounts/" + account + "/models");
        var own = json(request().get("/inference/v1/accounts/" + account + "/models"));
        assertThat(own).isEqualTo(json(request().get("/v1/accounts/" + account + "/models")));
        var publicModels = json(request().get("/inference/v1/accounts/fireworks/models?pageSize=200"));
        assertThat(publicModels
                        .path("models")
                        .valueStream()
                        .map(model -> model.path("name").asString()))
                .contains(GLM);
    }

    private static Map<String, JsonNode> byId(JsonNode list) {
        return list.path("data")
                .valueStream()
                .collect(Collectors.toMap(model -> model.path("id").asString(), model -> model));
    }
}
