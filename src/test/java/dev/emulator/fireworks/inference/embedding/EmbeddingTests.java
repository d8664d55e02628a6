package dev.emulator.fireworks.inference.embedding;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A model computes embeddings. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class EmbeddingTests extends Story {

    private static final String MODEL = "accounts/fireworks/models/qwen3-embedding-8b";
    private static final String RERANKER = "accounts/fireworks/models/qwen3-reranker-8b";
    private static final String NOMIC = "accounts/fireworks/models/nomic-embed-text-v1p5";

    private final Inference inference = new Inference(api);

    @ParameterizedTest
    @ValueSource(strings = {"/inference/v1/embeddings", "/v1/embeddings"})
    void anAnswerHasTheDocumentedFields(String path) {
        var answer = json(inference
                .request()
                .contentType("application/json")
                .body(body(List.of("red apple", "blue sky")).toString())
                .post(path));
        assertThat(names(answer)).containsExactly("object", "data", "model", "usage");
        assertThat(answer.path("object").asString()).isEqualTo("list");
        assertThat(answer.path("model").asString()).isEqualTo(MODEL);
        assertThat(answer.path("data").size()).isEqualTo(2);
        var second = answer.path("data").path(1);
        assertThat(names(second)).containsExactly("object", "index", "embedding");
        assertThat(second.path("object").asString()).isEqualTo("embedding");
        assertThat(second.path("index").asInt()).isEqualTo(1);
        assertThat(names(answer.path("usage"))).containsExactly("prompt_tokens", "total_tokens");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(4);
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({MODEL + ",4096", NOMIC + ",768"})
    void theModelDeterminesTheSize(String model, int size) {
        var vector = vectors(body("red apple", "model", model)).get(0);
        assertThat(vector).hasSize(size);
        assertThat(length(vector)).isCloseTo(1, within(1e-3));
    }

    @Test
    @Verified(INFERRED)
    void textsWithCommonWordsAreNear() {
        var all = vectors(body(List.of(
                "The capital of France is Paris",
                "Paris: the CAPITAL of France!",
                "What is the capital of Spain?",
                "A recipe with tomatoes")));
        var same = product(all.get(0), all.get(1));
        var near = product(all.get(0), all.get(2));
        var far = product(all.get(0), all.get(3));
        assertThat(same).isGreaterThan(0.85);
        assertThat(near).isBetween(0.4, same);
        assertThat(far).isBetween(-0.2, 0.2);
    }

    @Test
    @Verified(INFERRED)
    void theSameTextHasTheSameVectorOfAModel() {
        var first = vectors(body("red apple")).get(0);
        assertThat(vectors(body("red apple")).get(0)).isEqualTo(first);
        assertThat(product(first, vectors(body("red apple", "model", RERANKER)).get(0)))
                .isBetween(-0.2, 0.2);
    }

    @Test
    void fewerDimensionsAreTheFirstOnes() {
        var whole = vectors(body("red apple", "normalize", false)).get(0);
        var raw =
                vectors(body("red apple", "normalize", false, "dimensions", 64)).get(0);
        var unit = vectors(body("red apple", "dimensions", 64)).get(0);
        assertThat(raw).isEqualTo(whole.subList(0, 64));
        assertThat(length(whole)).isGreaterThan(1.1);
        assertThat(length(unit)).isCloseTo(1, within(1e-3));
        assertThat(unit.get(3) * length(raw)).isCloseTo(raw.get(3), within(1e-3));
    }

    @Test
    @Verified(INFERRED)
    void moreDimensionsThanTheModelHasAreRejected() {
        rejected(
                body("red apple", "dimensions", 4097),
                "Input should be less than or equal to 4096, field: 'dimensions', value: 4097");
    }

    @Test
    @Verified(INFERRED)
    void base64ContainsTheSameNumbers() {
        var text = json(inference.post("embeddings", body("red apple", "encoding_format", "base64")))
                .at("/data/0/embedding")
                .asString();
        var floats = ByteBuffer.wrap(Base64.getDecoder().decode(text))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        var numbers = new ArrayList<Double>();
        while (floats.hasRemaining()) {
            numbers.add((double) floats.get());
        }
        var expected = vectors(body("red apple")).get(0);
        assertThat(numbers).hasSameSizeAs(expected);
        assertThat(numbers.get(5)).isCloseTo(expected.get(5), within(1e-6));
    }

    @Test
    void aTemplateIsAppliedToTextsAndObjects() {
        var expected = vectors(body("search_query: red apple"));
        assertThat(vectors(body("red apple", "prompt_template", "search_query: {text}")))
                .isEqualTo(expected);
        assertThat(vectors(body(
                        List.of(Map.of("colour", "red", "fruit", "apple")),
                        "prompt_template",
                        "search_query: {{ colour }} {fruit}")))
                .isEqualTo(expected);
        rejected(
                body(Map.of("colour", "red"), "prompt_template", "{fruit}"),
                "The input has no field 'fruit', field: 'prompt_template'");
        rejected(
                body(Map.of("colour", "red")),
                "Field required for an input that is an object, field: 'prompt_template'");
    }

    @Test
    @Verified(INFERRED)
    void tokenIdsAreReadAsTheirText() {
        var ids = json(inference.completions(
                        Inference.completionBody("red apple", "echo", true, "max_tokens", 0, "return_token_ids", true)))
                .at("/choices/0/prompt_token_ids");
        assertThat(ids.size()).isEqualTo(2);
        assertThat(vectors(body(ids))).isEqualTo(vectors(body("red apple")));
        var lists = vectors(body(List.of(ids, ids)));
        assertThat(lists).hasSize(2);
        assertThat(lists.get(1)).isEqualTo(lists.get(0));
        rejected(body(List.of(199_999_999)), "Token id 199999999 is not in the vocabulary of the model");
    }

    @Test
    void logitsOfAQueryAndADocumentAreThoseOfNoAndYes() {
        var relevant = "<Instruct>: Find it\n<Query>: red apple\n<Document>: This is a red apple";
        var other = "<Instruct>: Find it\n<Query>: red apple\n<Document>: Something else";
        var all = vectors(body(
                List.of(relevant, other), "model", RERANKER, "return_logits", List.of(2152, 9693), "normalize", true));
        assertThat(all.get(0)).hasSize(2);
        assertThat(all.get(0).get(0) + all.get(0).get(1)).isCloseTo(1, within(1e-3));
        assertThat(all.get(0).get(1)).isGreaterThan(0.9);
        assertThat(all.get(1).get(1)).isLessThan(0.1);
        var logits = vectors(body("red apple", "model", RERANKER, "return_logits", List.of(1, 2, 3)));
        assertThat(logits.get(0)).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void emptyInputsAreRejected() {
        rejected(body(""), "String should have at least 1 character, field: 'input'");
        rejected(body(List.of()), "List should have at least 1 item after validation, not 0, field: 'input'");
    }

    @Test
    void anUnknownModelIsNotFound() {
        var answer =
                inference.post("embeddings", body("red apple", "model", "accounts/fireworks/models/no-such-model"));
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    private void rejected(JsonNode body, String message) {
        var answer = inference.post("embeddings", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.asString()).at("/error/message").asString()).isEqualTo(message);
    }

    private List<List<Double>> vectors(JsonNode body) {
        return json(inference.post("embeddings", body))
                .path("data")
                .valueStream()
                .map(item -> item.path("embedding")
                        .valueStream()
                        .map(JsonNode::asDouble)
                        .toList())
                .toList();
    }

    private static JsonNode body(Object input, Object... more) {
        return Json.with(Json.object("model", MODEL, "input", input), more);
    }

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    private static double length(List<Double> vector) {
        return Math.sqrt(product(vector, vector));
    }

    private static double product(List<Double> a, List<Double> b) {
        var sum = 0.0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.get(i) * b.get(i);
        }
        return sum;
    }
}
