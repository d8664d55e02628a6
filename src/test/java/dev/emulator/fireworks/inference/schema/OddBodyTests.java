package dev.emulator.fireworks.inference.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.Story;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** No body makes the emulator fail. The most lenient level lets most bodies pass. */
@TestPropertySource(properties = "emulator.validation=lenient")
class OddBodyTests extends Story {

    private static final List<String> ENDPOINTS =
            List.of("chat/completions", "completions", "embeddings", "rerank", "responses", "messages");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e308",
            "-0.0",
            "1.5",
            "99999999999999999999999999",
            "\"\"",
            "\"x\"",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"NaN\"",
            "\"1e999999999\"",
            "[]",
            "[null]",
            "[[]]",
            "[[[1]]]",
            "[\"\"]",
            "[99999999999999999999]",
            "{}",
            "{\"type\": null}",
            "{\"type\": \"function\"}",
            "{\"type\": \"enabled\"}",
            "{\"type\": \"json_schema\", \"json_schema\": {\"schema\": {\"$ref\": \"#\"}}}",
            "{\"type\": \"json_object\", \"schema\": \"{\"}",
            "{\"type\": \"json_object\", \"schema\": {\"type\": \"number\", \"multipleOf\": 1e-3000000}}",
            "{\"type\": \"grammar\", \"grammar\": \"::=\"}",
            "[{}]",
            "[{\"role\": null}]",
            "[{\"role\": \"x\"}]",
            "[{\"role\": \"tool\", \"content\": []}]",
            "[{\"role\": \"user\", \"content\": [{\"type\": \"x\", \"text\": null, \"image_url\": null}]}]",
            "[{\"role\": \"assistant\", \"tool_calls\": [{\"function\": \"f\"}, {\"function\": {}}]}]",
            "[{\"type\": \"function\", \"function\": null}]",
            "[{\"type\": \"function\", \"function\": {\"name\": \"\", \"parameters\": {\"type\": 5}}}]");

    private static final List<String> FIELDS = List.of(
            "model",
            "messages",
            "prompt",
            "input",
            "query",
            "documents",
            "tools",
            "tool_choice",
            "functions",
            "function_call",
            "stream_options",
            "response_format",
            "n",
            "stop",
            "max_tokens",
            "max_completion_tokens",
            "temperature",
            "top_k",
            "logprobs",
            "top_logprobs",
            "echo",
            "echo_last",
            "logit_bias",
            "seed",
            "metadata",
            "user",
            "reasoning_effort",
            "thinking",
            "prediction",
            "prompt_token_ids",
            "return_token_ids",
            "raw_output",
            "perf_metrics_in_response",
            "images",
            "dimensions",
            "return_logits",
            "top_n",
            "system",
            "output_config",
            "max_output_tokens",
            "previous_response_id",
            "unknown");

    private static final List<String> FEWER_FIELDS = List.of(
            "model",
            "messages",
            "input",
            "query",
            "documents",
            "tools",
            "system",
            "thinking",
            "output_config",
            "max_tokens",
            "dimensions",
            "return_logits",
            "top_n",
            "previous_response_id");

    @ParameterizedTest
    @MethodSource
    void aFieldWithAnyValue(String endpoint, String field) {
        var failed = new ArrayList<String>();
        for (var value : VALUES) {
            var body = valid(endpoint);
            var status = post(endpoint, "{" + body + ", \"" + field + "\": " + value + "}");
            if (status >= 500 && status != 501) {
                failed.add(field + ": " + value + " -> " + status);
            }
        }
        assertThat(failed).isEmpty();
    }

    static Stream<Arguments> aFieldWithAnyValue() {
        return ENDPOINTS.stream()
                .flatMap(endpoint -> (endpoint.endsWith("completions") ? FIELDS : FEWER_FIELDS)
                        .stream().map(field -> arguments(endpoint, field)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "null",
                "5",
                "\"x\"",
                "NaN",
                "{\"model\": NaN}",
                "\uFEFF{}",
                "{\"a\": 1} {}",
                "{'a': 1}",
                "{\"n\": 1e999}",
                "{\"model\": \"a\", \"model\": \"b\"}",
                "\u0000",
            })
    void aBodyThatIsNoRequestIsABadRequest(String body) {
        for (var endpoint : List.of("chat/completions", "completions")) {
            assertThat(post(endpoint, body)).as(endpoint).isEqualTo(400);
        }
    }

    @Test
    void deepAndWideBodiesAreBadRequests() {
        var deep = "[".repeat(5_000) + "]".repeat(5_000);
        var nested = "{\"a\":".repeat(400) + "1" + "}".repeat(400);
        for (var body : List.of(
                deep,
                "{\"messages\": " + deep + "}",
                "{\"messages\": " + nested + "}",
                "[" + "1,".repeat(100_000) + "1]")) {
            assertThat(post("chat/completions", body)).isEqualTo(400);
        }
    }

    private String valid(String endpoint) {
        var model = switch (endpoint) {
            case "embeddings" -> "accounts/fireworks/models/qwen3-embedding-8b";
            case "rerank" -> "accounts/fireworks/models/qwen3-reranker-8b";
            default -> Inference.MODEL;
        };
        return "\"model\": \"" + model + "\", "
                + switch (endpoint) {
                    case "completions" -> "\"prompt\": \"x\"";
                    case "embeddings", "responses" -> "\"input\": \"x\"";
                    case "rerank" -> "\"query\": \"x\", \"documents\": [\"x\"]";
                    default -> "\"messages\": [{\"role\": \"user\", \"content\": \"x\"}]";
                };
    }

    private int post(String endpoint, String body) {
        return inference()
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/inference/v1/" + endpoint)
                .statusCode();
    }

    private RequestSpecification inference() {
        return new Inference(api).request().contentType("application/json");
    }
}
