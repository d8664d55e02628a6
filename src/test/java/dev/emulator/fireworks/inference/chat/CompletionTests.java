package dev.emulator.fireworks.inference.chat;

import static dev.emulator.fireworks.inference.Inference.completionBody;
import static dev.emulator.fireworks.inference.chat.ChatTests.names;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A model completes a text. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class CompletionTests extends Story {

    private final Inference inference = new Inference(api);

    @ParameterizedTest
    @ValueSource(strings = {"/inference/v1/completions", "/v1/completions"})
    void anAnswerHasTheFieldsOfTheService(String path) {
        var answer = json(inference
                .request()
                .contentType("application/json")
                .body(completionBody("Once upon").toString())
                .post(path));
        assertThat(names(answer)).containsExactly("id", "object", "created", "model", "choices", "usage");
        assertThat(answer.path("id").asString()).matches("cmpl-[0-9a-f]{32}");
        assertThat(answer.path("object").asString()).isEqualTo("text_completion");
        assertThat(names(answer.at("/choices/0"))).containsExactly("index", "text", "finish_reason");
        assertThat(text(answer)).isNotEmpty();
        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(2);
    }

    @Test
    void eachPromptOfAListHasItsChoices() {
        var answer = complete(completionBody(List.of("Once upon", "A time"), "n", 2));
        assertThat(answer.path("choices")
                        .valueStream()
                        .map(choice -> choice.path("index").asInt()))
                .containsExactly(0, 1, 2, 3);
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(4);
        var second = complete(completionBody("A time", "n", 2));
        assertThat(answer.at("/choices/2/text")).isEqualTo(second.at("/choices/0/text"));
    }

    @ParameterizedTest
    @Verified(INFERRED)
    @ValueSource(booleans = {false, true})
    void anAnswerThatNeedsMostOfTheMemoryIsRefused(boolean stream) {
        var many = inference.completions(completionBody(Collections.nCopies(100, "Once"), "n", 128, "stream", stream));
        assertThat(refusal(many)).contains("at most 10000 choices");
        var text = "once upon a time ".repeat(10_000);
        for (var option : List.of("echo", "raw_output", "return_token_ids")) {
            var large = inference.completions(
                    completionBody(text, "n", 128, option, true, "logprobs", 1, "stream", stream));
            assertThat(refusal(large)).as(option).contains("at most 64 MB");
        }
    }

    @Test
    void tokenIdsArePrompts() {
        var ids = complete(completionBody("Once upon a time", "return_token_ids", true))
                .at("/choices/0/prompt_token_ids");
        assertThat(ids).hasSize(4);
        var text = complete(completionBody("Once upon a time", "echo", true));
        var answer = complete(completionBody(ids, "echo", true));
        assertThat(text(answer)).isEqualTo(text(text)).startsWith("Once upon a time");
        assertThat(answer.path("usage")).isEqualTo(text.path("usage"));
        var several = complete(completionBody(List.of(ids, ids)));
        assertThat(several.path("choices")).hasSize(2);
    }

    @Test
    @Verified(INFERRED)
    void tokenIdsStayAsTheyWereSent() {
        // "Hello" as letters is not how the tokenizer splits it
        var ids = List.of(39, 68, 75, 75, 78);
        var answer = complete(completionBody(ids, "return_token_ids", true, "echo", true));
        assertThat(answer.at("/choices/0/prompt_token_ids").valueStream().map(JsonNode::asInt))
                .containsExactlyElementsOf(ids);
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(5);
        assertThat(text(answer)).startsWith("Hello");
    }

    @Test
    @Verified(INFERRED)
    void anUnknownTokenIdIsRefused() {
        inference.completions(completionBody(List.of(1, 250_000))).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aPromptIsScored(int maxTokens) {
        var answer = complete(completionBody("Once upon a time", "echo", true, "logprobs", 1, "max_tokens", maxTokens));
        var logprobs = answer.at("/choices/0/logprobs");
        assertThat(logprobs.path("token_logprobs")).hasSize(4 + maxTokens);
        assertThat(logprobs.path("top_logprobs")).hasSize(4 + maxTokens);
        assertThat(logprobs.path("text_offset").valueStream().map(JsonNode::asInt))
                .startsWith(0, 4, 9, 11);
        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("length");
        assertThat(answer.at("/usage/completion_tokens").asInt(-1)).isEqualTo(maxTokens);
        assertThat(text(answer)).startsWith("Once upon a time");
    }

    @Test
    void theOffsetOfATokenCountsFromTheStartOfThePrompt() {
        var answer = complete(completionBody("Once upon a time", "logprobs", 0));
        assertThat(answer.at("/choices/0/logprobs/text_offset/0").asInt()).isEqualTo(16);
        assertThat(answer.at("/choices/0/logprobs/top_logprobs").isNull()).isTrue();
        var echoed = complete(completionBody("Once upon a time", "logprobs", 0, "echo_last", 2));
        assertThat(echoed.at("/choices/0/logprobs/text_offset/0").asInt()).isEqualTo(9);
        assertThat(text(echoed)).startsWith(" a time");
    }

    @Test
    void trainersReadTheTokensOfPromptAndCompletion() {
        var answer = complete(completionBody(
                "Once upon a time", "echo", true, "logprobs", true, "raw_output", true, "max_tokens", 3));
        var raw = answer.at("/choices/0/raw_output");
        assertThat(raw.path("prompt_token_ids")).hasSize(4);
        assertThat(raw.path("completion_token_ids")).hasSize(7);
        assertThat(answer.at("/choices/0/logprobs/content")).hasSize(7);
        for (int i = 0; i < 4; i++) {
            assertThat(raw.path("completion_token_ids").path(i))
                    .isEqualTo(raw.path("prompt_token_ids").path(i));
        }
    }

    private JsonNode complete(JsonNode body) {
        return json(inference.completions(body));
    }

    private static String text(JsonNode answer) {
        return answer.at("/choices/0/text").asString();
    }

    private static String refusal(Response response) {
        assertThat(response.statusCode()).isEqualTo(400);
        return json(response.asString()).at("/error/message").asString();
    }
}
