package dev.emulator.fireworks.inference.chat;

import static dev.emulator.fireworks.inference.Inference.chatBody;
import static dev.emulator.fireworks.inference.Inference.completionBody;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A model answers with a stream. */
@Verified(OBSERVED)
@AlsoOnPostgresql
class StreamTests extends Story {

    private final Inference inference = new Inference(api);

    @Test
    void theChunksOfAChatAreItsAnswer() {
        var answer = json(inference.chat(chatBody("Hello")));
        var chunks = chunks(inference.chat(chatBody("Hello", "stream", true)));
        assertThat(chunks.get(0).at("/choices/0/delta").toString()).isEqualTo("{\"role\":\"assistant\"}");
        assertThat(joined(chunks, "/choices/0/delta/content"))
                .isEqualTo(answer.at("/choices/0/message/content").asString());
        assertThat(chunks)
                .allMatch(chunk -> chunk.path("id").equals(chunks.get(0).path("id")));
        var last = chunks.get(chunks.size() - 1);
        assertThat(last.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(last.path("usage")).isEqualTo(answer.path("usage"));
        assertThat(chunks.size() - 2)
                .isEqualTo(answer.at("/usage/completion_tokens").asInt());
    }

    @Test
    @Verified(INFERRED)
    void theTokensOfTheChunksAreThoseOfTheAnswer() {
        var answer = json(inference.chat(chatBody("Hello", "return_token_ids", true, "reasoning_effort", "high")));
        var chunks = chunks(inference.chat(
                chatBody("Hello", "return_token_ids", true, "reasoning_effort", "high", "stream", true)));
        var streamed = chunks.stream()
                .flatMap(chunk -> chunk.at("/choices/0/token_ids").valueStream())
                .toList();
        assertThat(answer.at("/choices/0/message/reasoning_content").asString()).isNotEmpty();
        assertThat(streamed)
                .hasSize(answer.at("/usage/completion_tokens").asInt())
                .isEqualTo(answer.at("/choices/0/token_ids").valueStream().toList());
    }

    @Test
    void theChunksOfATextAreItsAnswer() {
        var answer = json(inference.completions(completionBody(List.of("Once", "Twice"))));
        var chunks = chunks(inference.completions(completionBody(List.of("Once", "Twice"), "stream", true)));
        for (int i = 0; i < 2; i++) {
            var index = i;
            var ofChoice = chunks.stream()
                    .filter(chunk -> chunk.at("/choices/0/index").asInt() == index)
                    .toList();
            assertThat(joined(ofChoice, "/choices/0/text"))
                    .isEqualTo(answer.at("/choices/" + i + "/text").asString());
        }
    }

    @Test
    void usageIsAnExtraChunkOnRequest() {
        var body = chatBody("Hello", "stream", true, "stream_options", Map.of("include_usage", true));
        var chunks = chunks(inference.chat(body));
        var last = chunks.get(chunks.size() - 1);
        assertThat(last.path("choices").isEmpty()).isTrue();
        assertThat(last.at("/usage/total_tokens").asInt()).isPositive();
        assertThat(chunks.subList(0, chunks.size() - 1)).noneMatch(chunk -> chunk.has("usage"));
    }

    @Test
    @Verified(DOCUMENTED)
    void theHeadersOfAStreamHaveNoNumbersOfTheRequest() {
        inference
                .chat(chatBody("Hello", "stream", true))
                .then()
                .statusCode(200)
                .contentType(startsWith("text/event-stream"))
                .header("fireworks-prompt-tokens", nullValue())
                .header("fireworks-server-time-to-first-token", nullValue())
                .header("fireworks-sampling-options", notNullValue())
                .header("X-Emulator-Reply", notNullValue());
    }

    @Test
    @Verified(DOCUMENTED)
    void anErrorBeforeTheStreamHasItsStatus() {
        inference
                .chat(Json.with(chatBody("Hello", "stream", true), "model", "accounts/fireworks/models/unknown"))
                .then()
                .statusCode(404)
                .contentType(startsWith("application/json"));
    }

    private static List<JsonNode> chunks(Response response) {
        var events = response.then().statusCode(200).extract().asString().split("\n\n");
        assertThat(events[events.length - 1]).isEqualTo("data: [DONE]");
        return Stream.of(events)
                .limit(events.length - 1)
                .map(event -> event.substring("data: ".length()))
                .map(Story::json)
                .toList();
    }

    private static String joined(List<JsonNode> chunks, String path) {
        var text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk.at(path).asString("")));
        return text.toString();
    }
}
