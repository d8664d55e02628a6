package dev.emulator.fireworks.inference.chat;

import static dev.emulator.fireworks.inference.chat.ChatTests.names;
import static dev.emulator.fireworks.inference.chat.Generations.chat;
import static dev.emulator.fireworks.inference.chat.Generations.content;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.FinishReason;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.Usage;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Answers that are not streamed. */
class AnswerWriterTests extends Story {

    @Autowired
    private AnswerWriter writer;

    @Test
    @Verified(OBSERVED)
    void anAnswerIsWrittenInTheOrderOfTheService() {
        assertThat(text(chat("{}", content(0, "Hello"))))
                .isEqualTo("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":12,"
                        + "\"model\":\"accounts/acme/models/m\",\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":9,\"total_tokens\":15,\"completion_tokens\":6,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":4}}}");
    }

    @Test
    @Verified(OBSERVED)
    void toolCallsHaveAnIndex() {
        var message = write(chat("{}", Generations.calls(new ToolCall("call_1", "search", "{\"q\":1}"))))
                .at("/choices/0/message");
        assertThat(message.path("content").isNull()).isTrue();
        assertThat(message.path("tool_calls").toString())
                .isEqualTo("[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"search\",\"arguments\":\"{\\\"q\\\":1}\"}}]");
    }

    @Test
    @Verified(OBSERVED)
    void reasoningIsSeparateFromTheContent() {
        var choice = Generations.reasoning("I think", "", FinishReason.LENGTH);
        var answer = write(Generations.of(Operation.CHAT, Generations.SERVERLESS, "{}", new Usage(9, 0, 2, 2), choice));
        assertThat(answer.at("/choices/0/message").toString())
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"\",\"reasoning_content\":\"I think\"}");
        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("length");
        assertThat(answer.at("/usage/completion_tokens_details/reasoning_tokens")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    @Verified(INFERRED)
    void aRefusalHasNoContent() {
        var message = write(chat("{}", Generations.refusal("No"))).at("/choices/0/message");
        assertThat(message.toString()).isEqualTo("{\"role\":\"assistant\",\"content\":null,\"refusal\":\"No\"}");
    }

    @Test
    @Verified(INFERRED)
    void rawOutputContainsReasoningAndToolCalls() {
        var raw = write(chat("{\"raw_output\": true}", Generations.reasoning("Well", "Hi", FinishReason.STOP)))
                .at("/choices/0/raw_output");
        assertThat(raw.path("completion").asString()).isEqualTo("<think>Well</think>Hi");
        var cut = write(chat("{\"raw_output\": true}", Generations.reasoning("Well", "", FinishReason.LENGTH)));
        assertThat(cut.at("/choices/0/raw_output/completion").asString()).isEqualTo("<think>Well");
        var calls = write(chat("{\"raw_output\": true}", Generations.calls(new ToolCall("c", "f", "{}"))));
        assertThat(calls.at("/choices/0/raw_output/completion").asString())
                .isEqualTo("<tool_call>{\"name\":\"f\",\"arguments\":{}}</tool_call>");
    }

    @Test
    @Verified(INFERRED)
    void aTextCompletionContainsEverythingThatWasGenerated() {
        var answer = write(Generations.text("{}", Generations.reasoning("Well", "Hi", FinishReason.STOP)));
        assertThat(answer.at("/choices/0/text").asString()).isEqualTo("<think>Well</think>Hi");
        var calls = write(Generations.text("{}", Generations.calls(new ToolCall("c", "f", "{}"))));
        assertThat(calls.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
    }

    @Test
    @Verified(INFERRED)
    void scriptedLogprobsReplaceGeneratedOnes() {
        var logprobs = write(chat("{\"logprobs\": 2}", Generations.scripted("Hi you", List.of(-3.5))))
                .at("/choices/0/logprobs");
        assertThat(logprobs.at("/token_logprobs/0").asDouble()).isEqualTo(-3.5);
        assertThat(logprobs.at("/token_logprobs/1").asDouble())
                .isNotEqualTo(-3.5)
                .isNotPositive();
        assertThat(names(logprobs.at("/top_logprobs/0")))
                .as("an unlikely token is last")
                .hasSize(2)
                .last()
                .isEqualTo("Hi");
    }

    @Test
    @Verified(DOCUMENTED)
    void aDeploymentHasMoreMetrics() {
        var deployment = "accounts/acme/deployments/d";
        var generation = Generations.of(
                Operation.CHAT,
                Generations.model(deployment),
                "{\"perf_metrics_in_response\": true}",
                Generations.USAGE,
                content(0, "Hi"));
        var metrics = write(generation).path("perf_metrics");
        assertThat(metrics.path("deployment").asString()).isEqualTo(deployment);
        assertThat(names(metrics))
                .contains(
                        "tokenizer-duration",
                        "tokenizer-queue-duration",
                        "prefill-duration",
                        "prefill-queue-duration",
                        "generation-queue-duration",
                        "generation-duration",
                        "num-concurrent-requests",
                        "backend-host",
                        "pod-template-hash");
    }

    private String text(Generation generation) {
        return new String(writer.write(generation, true), StandardCharsets.UTF_8);
    }

    private JsonNode write(Generation generation) {
        return json(text(generation));
    }
}
