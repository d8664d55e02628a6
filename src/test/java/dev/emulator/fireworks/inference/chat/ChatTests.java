package dev.emulator.fireworks.inference.chat;

import static dev.emulator.fireworks.inference.Inference.chatBody;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.auth.Caller;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A model answers a chat. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class ChatTests extends Story {

    private final Inference inference = new Inference(api);

    @Autowired
    private ChatCompletions chats;

    @ParameterizedTest
    @Verified(OBSERVED)
    @ValueSource(strings = {"/inference/v1/chat/completions", "/v1/chat/completions"})
    void anAnswerHasTheFieldsOfTheServiceInItsOrder(String path) {
        var answer = json(inference
                .request()
                .contentType("application/json")
                .body(chatBody("Hello").toString())
                .post(path));
        assertThat(names(answer)).containsExactly("id", "object", "created", "model", "choices", "usage");
        assertThat(answer.path("id").asString()).matches("chatcmpl-[0-9a-f]{32}");
        assertThat(answer.path("object").asString()).isEqualTo("chat.completion");
        assertThat(answer.path("model").asString()).isEqualTo(Inference.MODEL);
        var choice = answer.at("/choices/0");
        assertThat(names(choice)).containsExactly("index", "message", "finish_reason");
        assertThat(names(choice.path("message"))).containsExactly("role", "content");
        assertThat(choice.at("/message/role").asString()).isEqualTo("assistant");
        assertThat(choice.at("/message/content").asString()).isNotEmpty();
        assertThat(choice.path("finish_reason").asString()).isEqualTo("stop");
        var usage = answer.path("usage");
        assertThat(names(usage))
                .containsExactly("prompt_tokens", "total_tokens", "completion_tokens", "prompt_tokens_details");
        assertThat(usage.path("total_tokens").asInt())
                .isEqualTo(usage.path("prompt_tokens").asInt()
                        + usage.path("completion_tokens").asInt());
        assertThat(usage.at("/prompt_tokens_details/cached_tokens").asInt(-1)).isZero();
    }

    @Test
    @Verified(INFERRED)
    void theTimeOfCreationIsThatOfTheAccount() {
        var control = new ControlApi(api);
        control.freeze();
        var before = chat(chatBody("Hello")).path("created").asLong();
        control.advance("P2D");
        assertThat(chat(chatBody("Hello")).path("created").asLong()).isEqualTo(before + 48 * 3600);
    }

    @Test
    void anAnswerHasTheNumbersOfItsTokensInHeaders() {
        var answer = inference.chat(chatBody("Hello", "temperature", 0.5, "max_tokens", 7));
        var usage = json(answer).path("usage");
        assertThat(answer.header("fireworks-prompt-tokens"))
                .isEqualTo(usage.path("prompt_tokens").asString());
        assertThat(answer.header("fireworks-cached-prompt-tokens")).isEqualTo("0");
        assertThat(Double.parseDouble(answer.header("fireworks-server-time-to-first-token")))
                .isPositive();
        assertThat(Double.parseDouble(answer.header("fireworks-server-processing-time")))
                .isGreaterThanOrEqualTo(Double.parseDouble(answer.header("fireworks-server-time-to-first-token")));
        var sampling = Json.read(answer.header("fireworks-sampling-options"));
        assertThat(sampling.path("temperature").asDouble()).isEqualTo(0.5);
        assertThat(sampling.path("max_tokens").asInt()).isEqualTo(7);
        assertThat(answer.header("x-ratelimit-limit-requests")).isEqualTo("6000");
        assertThat(answer.header("x-ratelimit-limit-tokens-generated")).isEqualTo("600");
        assertThat(answer.header("x-ratelimit-over-limit")).isEqualTo("no");
        assertThat(answer.header("x-request-id")).isNotEmpty();
        assertThat(answer.header("X-Emulator-Reply")).isNotEmpty();
    }

    @Test
    void perfMetricsAreInTheBodyOnRequest() {
        var metrics = chat(chatBody("Hello", "perf_metrics_in_response", true)).path("perf_metrics");
        assertThat(names(metrics))
                .containsExactly(
                        "prompt-tokens",
                        "cached-prompt-tokens",
                        "server-time-to-first-token",
                        "server-processing-time");
        assertThat(chat(chatBody("Hello", "perf_metrics_in_response", true)).path("perf_metrics"))
                .as("the same request takes the same time")
                .isEqualTo(metrics);
    }

    @Test
    void severalChoicesAreNumbered() {
        var answer = chat(chatBody("Hello", "n", 3));
        assertThat(answer.path("choices")
                        .valueStream()
                        .map(choice -> choice.path("index").asInt()))
                .containsExactly(0, 1, 2);
        var one = chat(chatBody("Hello")).at("/usage/completion_tokens").asInt();
        assertThat(answer.at("/usage/completion_tokens").asInt()).isGreaterThan(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_tokens", "max_completion_tokens"})
    void aMaximumOfTokensCutsTheAnswer(String field) {
        var answer = chat(chatBody("Hello", field, 3));
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(3);
        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("length");
        assertThat(content(chat(chatBody("Hello")))).startsWith(content(answer)).isNotEqualTo(content(answer));
    }

    @Test
    void aStopTextEndsTheAnswerAndIsNotPartOfIt() {
        var whole = content(chat(chatBody("Hello")));
        var stop = whole.substring(whole.length() / 2, whole.length() / 2 + 4);
        var expected = whole.substring(0, whole.indexOf(stop));
        assertThat(content(chat(chatBody("Hello", "stop", stop)))).isEqualTo(expected);
        var answer = chat(chatBody("Hello", "stop", List.of("never said", stop)));
        assertThat(content(answer)).isEqualTo(expected);
        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
    }

    @Test
    void logprobsAreAnObjectForEachToken() {
        var answer = chat(chatBody("Hello", "logprobs", true, "top_logprobs", 3));
        var tokens = answer.at("/choices/0/logprobs/content");
        assertThat(tokens).hasSize(answer.at("/usage/completion_tokens").asInt());
        assertThat(joined(tokens, "token")).isEqualTo(content(answer));
        for (var token : tokens) {
            assertThat(names(token))
                    .containsExactly(
                            "token", "logprob", "sampling_logprob", "bytes", "top_logprobs", "token_id", "text_offset");
            var top = token.path("top_logprobs");
            assertThat(top).hasSize(3);
            assertThat(top.valueStream().map(other -> other.path("token"))).contains(token.path("token"));
            var values = top.valueStream()
                    .map(other -> other.path("logprob").asDouble())
                    .toList();
            assertThat(values)
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a))
                    .allMatch(value -> value <= 0);
        }
        assertThat(chat(chatBody("Hello", "logprobs", true, "top_logprobs", 3)).at("/choices"))
                .as("the same request has the same log probabilities")
                .isEqualTo(answer.at("/choices"));
    }

    @Test
    void aNumberOfLogprobsSelectsTheLegacyForm() {
        var answer = chat(chatBody("Hello", "logprobs", 2));
        var logprobs = answer.at("/choices/0/logprobs");
        var count = answer.at("/usage/completion_tokens").asInt();
        assertThat(names(logprobs))
                .containsExactly("tokens", "token_logprobs", "top_logprobs", "text_offset", "token_ids");
        logprobs.forEach(list -> assertThat(list).hasSize(count));
        assertThat(logprobs.at("/text_offset/0").asInt(-1)).isZero();
        var top = logprobs.at("/top_logprobs/0");
        assertThat(top).hasSize(2);
        assertThat(top.path(logprobs.at("/tokens/0").asString())).isEqualTo(logprobs.at("/token_logprobs/0"));
        assertThat(chat(chatBody("Hello", "logprobs", false)).at("/choices/0").has("logprobs"))
                .isFalse();
    }

    @Test
    void echoRepeatsThePromptBeforeTheAnswer() {
        var plain = content(chat(chatBody("Hello")));
        var answer = chat(chatBody("Hello", "echo", true, "logprobs", true));
        assertThat(content(answer)).contains("Hello").endsWith(plain).isNotEqualTo(plain);
        assertThat(joined(answer.at("/choices/0/logprobs/content"), "token")).isEqualTo(content(answer));
        var last = chat(chatBody("Hello", "echo_last", 2, "logprobs", true));
        assertThat(last.at("/choices/0/logprobs/content"))
                .hasSize(2 + last.at("/usage/completion_tokens").asInt());
    }

    @Test
    void tokensAndRawOutputAreReturnedOnRequest() {
        var answer = chat(chatBody("Hello", "return_token_ids", true, "raw_output", true, "logprobs", true));
        var raw = answer.at("/choices/0/raw_output");
        assertThat(answer.path("prompt_token_ids"))
                .hasSize(answer.at("/usage/prompt_tokens").asInt())
                .isEqualTo(raw.path("prompt_token_ids"));
        assertThat(answer.at("/choices/0/token_ids"))
                .hasSize(answer.at("/usage/completion_tokens").asInt())
                .isEqualTo(raw.path("completion_token_ids"));
        assertThat(raw.path("prompt_fragments").path(0).asString()).isEqualTo("Hello");
        assertThat(raw.path("completion").asString()).isEqualTo(content(answer));
        assertThat(raw.at("/completion_logprobs/content")).isEqualTo(answer.at("/choices/0/logprobs/content"));
    }

    @Test
    @Verified(INFERRED)
    void theTokensOfAPromptCanBeSent() {
        var answer =
                chat(chatBody("Hello", "prompt_token_ids", List.of(200006, 13225, 2375), "return_token_ids", true));
        assertThat(answer.path("prompt_token_ids").toString()).isEqualTo("[200006,13225,2375]");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
        inference
                .chat(chatBody("Hello", "prompt_token_ids", List.of(999999999)))
                .then()
                .statusCode(400);
    }

    @Test
    void thePartsOfAMessageAreRead() {
        var parts = List.of(
                Map.of("type", "text", "text", "Hel"),
                Map.of("type", "text", "text", "lo"),
                Map.of("type", "image_url", "image_url", Map.of("url", "data:image/png;base64,AA==")));
        var message = Json.object("role", "user", "content", parts);
        var answer = chat(Json.object("model", Inference.MODEL, "messages", List.of(message), "raw_output", true));
        assertThat(answer.at("/choices/0/raw_output/prompt_fragments/0").asString())
                .isEqualTo("Hello");
        assertThat(answer.at("/choices/0/raw_output/images/0").asString()).isEqualTo("data:image/png;base64,AA==");
        assertThat(answer.at("/usage/prompt_tokens"))
                .isEqualTo(chat(chatBody("Hello")).at("/usage/prompt_tokens"));
    }

    @Test
    @Verified(OBSERVED)
    void aRequiredToolIsCalled() {
        var parameters = Map.of("type", "object", "properties", Map.of("country", Map.of("type", "string")));
        var tool = Map.of("type", "function", "function", Map.of("name", "search_capital", "parameters", parameters));
        var answer = chat(chatBody("Which?", "tools", List.of(tool), "tool_choice", "any"));
        var call = answer.at("/choices/0/message/tool_calls/0");
        assertThat(names(call)).containsExactly("index", "id", "type", "function");
        assertThat(call.path("index").asInt(-1)).isZero();
        assertThat(call.path("id").asString()).matches("call_[A-Za-z0-9]{24}");
        assertThat(call.at("/function/name").asString()).isEqualTo("search_capital");
        assertThat(Json.read(call.at("/function/arguments").asString()).isObject())
                .isTrue();
        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("tool_calls");
    }

    @Test
    void aChatNeedsNoHttp() {
        var caller = new Caller("test@example.com", List.of(account), true);
        var answer = chats.complete(account, caller, chatBody("Hello"));
        var json = Json.read(new String(answer.json(), StandardCharsets.UTF_8));
        assertThat(json.path("choices")).isEqualTo(chat(chatBody("Hello")).path("choices"));
        assertThat(answer.usage().totalTokens())
                .isEqualTo(json.at("/usage/total_tokens").asInt());
    }

    private JsonNode chat(JsonNode body) {
        return json(inference.chat(body));
    }

    private static String content(JsonNode answer) {
        return answer.at("/choices/0/message/content").asString();
    }

    private static String joined(JsonNode tokens, String field) {
        var text = new StringBuilder();
        tokens.forEach(token -> text.append(token.path(field).asString()));
        return text.toString();
    }

    static List<String> names(JsonNode object) {
        return StreamSupport.stream(object.propertyNames().spliterator(), false).toList();
    }
}
