package dev.emulator.fireworks.inference.embedding;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A model ranks documents. */
@Verified(DOCUMENTED)
class RerankTests extends Story {

    private static final String MODEL = "accounts/fireworks/models/qwen3-reranker-8b";
    private static final List<String> DOCUMENTS =
            List.of("Bananas are yellow", "Paris is the capital of France", "The capital of Spain is Madrid");

    private final Inference inference = new Inference(api);

    @ParameterizedTest
    @ValueSource(strings = {"/inference/v1/rerank", "/v1/rerank"})
    void theMostRelevantDocumentIsFirst(String path) {
        var answer = json(inference
                .request()
                .contentType("application/json")
                .body(body().toString())
                .post(path));
        assertThat(answer.propertyNames()).containsExactly("object", "model", "data", "usage");
        assertThat(answer.path("model").asString()).isEqualTo(MODEL);
        assertThat(answer.path("data")
                        .valueStream()
                        .map(item -> item.path("index").asInt()))
                .containsExactly(1, 2, 0);
        assertThat(answer.at("/data/0").propertyNames()).containsExactly("index", "relevance_score");
        var scores = answer.path("data")
                .valueStream()
                .map(item -> item.path("relevance_score").asDouble())
                .toList();
        assertThat(scores).allMatch(score -> score > 0 && score < 1);
        assertThat(scores.get(0)).isGreaterThan(scores.get(1));
        assertThat(answer.path("usage").propertyNames())
                .containsExactly("prompt_tokens", "completion_tokens", "total_tokens");
        assertThat(answer.at("/usage/total_tokens").asInt())
                .isEqualTo(answer.at("/usage/prompt_tokens").asInt())
                .isPositive();
    }

    @Test
    void onlyTheBestAreReturnedWithTheirText() {
        var answer = json(inference.post("rerank", body("top_n", 1, "return_documents", true)));
        assertThat(answer.path("data").size()).isEqualTo(1);
        assertThat(answer.at("/data/0/document").asString()).isEqualTo(DOCUMENTS.get(1));
    }

    @Test
    @Verified(INFERRED)
    void theTaskCountsAsTokensOfEachDocument() {
        var without = json(inference.post("rerank", body()));
        var with = json(inference.post("rerank", body("task", "Find facts")));
        assertThat(with.at("/usage/prompt_tokens").asInt())
                .isEqualTo(without.at("/usage/prompt_tokens").asInt() + 2 * DOCUMENTS.size());
    }

    @Test
    void documentsAreRequired() {
        var answer = inference.post("rerank", Json.object("model", MODEL, "query", "France"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.asString()).at("/error/message").asString())
                .isEqualTo("Field required, field: 'documents'");
    }

    private static JsonNode body(Object... more) {
        return Json.with(Json.object("model", MODEL, "query", "capital of France", "documents", DOCUMENTS), more);
    }
}
