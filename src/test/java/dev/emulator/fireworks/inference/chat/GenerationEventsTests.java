package dev.emulator.fireworks.inference.chat;

import static dev.emulator.fireworks.inference.chat.Generations.chat;
import static dev.emulator.fireworks.inference.chat.Generations.content;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.InferenceProperties.StreamUsage;
import dev.emulator.fireworks.inference.FinishReason;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.Usage;
import dev.emulator.fireworks.inference.stream.Event;
import dev.emulator.fireworks.routes.ReplyFault;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The events of streams, in their order. */
class GenerationEventsTests extends Story {

    private static final String START =
            "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":12,"
                    + "\"model\":\"accounts/acme/models/m\",";
    private static final String INCLUDE_USAGE = "{\"stream_options\": {\"include_usage\": true}}";

    @Autowired
    private AnswerWriter writer;

    @Autowired
    private AnswerTokens tokens;

    private final List<Usage> reported = new ArrayList<>();

    @Test
    @Verified(OBSERVED)
    void aTextIsARoleItsTokensAndAFinishReason() {
        assertThat(texts(events(chat(INCLUDE_USAGE, content(0, "Hi you")))))
                .containsExactly(
                        START
                                + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"},\"finish_reason\":null}]}",
                        START + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":null}]}",
                        START + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\" you\"},\"finish_reason\":null}]}",
                        START + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                        START + "\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"total_tokens\":15,"
                                + "\"completion_tokens\":6,\"prompt_tokens_details\":{\"cached_tokens\":4}}}",
                        "data: [DONE]");
        assertThat(reported).containsExactly(Generations.USAGE);
    }

    @Test
    @Verified(DOCUMENTED)
    void withoutARequestUsageIsInTheFinishChunkAndNullBefore() {
        var chunks = chunks(events(chat("{}", content(0, "Hi you"))));
        assertThat(chunks).hasSize(4);
        chunks.subList(0, 3)
                .forEach(chunk -> assertThat(chunk.path("usage").isNull()).isTrue());
        assertThat(chunks.get(3).at("/usage/completion_tokens").asInt()).isEqualTo(6);
        assertThat(chunks.get(3).at("/choices/0/finish_reason").asString()).isEqualTo("stop");
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO,false,FINISH_CHUNK",
        "AUTO,true,EXTRA_CHUNK",
        "EXTRA_CHUNK,false,NONE",
        "EXTRA_CHUNK,true,EXTRA_CHUNK",
        "FINISH_CHUNK,false,FINISH_CHUNK",
        "FINISH_CHUNK,true,FINISH_CHUNK"
    })
    void theStyleOfUsageFollowsFromSettingAndRequest(StreamUsage setting, boolean requested, StreamUsageStyle style) {
        var options = chat(requested ? INCLUDE_USAGE : "{}", content(0, "Hi")).options();
        assertThat(StreamUsageStyle.of(setting, options)).isEqualTo(style);
    }

    @Test
    void withoutUsageNoChunkHasIt() {
        var generation = chat("{}", content(0, "Hi"));
        var chunks = chunks(drain(events(generation, StreamUsageStyle.NONE, null), true));
        assertThat(chunks).hasSize(3).noneMatch(chunk -> chunk.has("usage"));
    }

    @Test
    @Verified(OBSERVED)
    void reasoningComesBeforeTheContent() {
        var deltas = deltas(events(chat("{}", Generations.reasoning("Well yes", "Hi", FinishReason.STOP))));
        assertThat(deltas)
                .containsExactly(
                        "{\"role\":\"assistant\"}",
                        "{\"reasoning_content\":\"Well\"}",
                        "{\"reasoning_content\":\" yes\"}",
                        "{\"content\":\"Hi\"}",
                        "{}");
    }

    @Test
    @Verified(OBSERVED)
    void aToolCallIsAHeaderAndFragmentsOfArguments() {
        var calls = Generations.calls(
                new ToolCall("call_1", "search", "{\"q\":\"x\"}"), new ToolCall("call_2", "stop", "{}"));
        var events = events(chat("{}", calls));
        var deltas = deltas(events);
        assertThat(deltas)
                .contains(
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"search\",\"arguments\":\"\"}}]}",
                        "{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"{}\"}}]}")
                .endsWith("{}");
        var arguments = new StringBuilder();
        chunks(events).stream()
                .map(chunk -> chunk.at("/choices/0/delta/tool_calls/0"))
                .filter(call -> call.path("index").asInt(-1) == 0)
                .forEach(call -> arguments.append(call.at("/function/arguments").asString("")));
        assertThat(arguments).hasToString("{\"q\":\"x\"}");
        assertThat(chunks(events)
                        .get(chunks(events).size() - 1)
                        .at("/choices/0/finish_reason")
                        .asString())
                .isEqualTo("tool_calls");
    }

    @Test
    @Verified(INFERRED)
    void aRefusalIsOnePart() {
        assertThat(deltas(events(chat("{}", Generations.refusal("No, sorry")))))
                .containsExactly("{\"role\":\"assistant\"}", "{\"refusal\":\"No, sorry\"}", "{}");
    }

    @Test
    void aChunkHasOneOfSeveralChoices() {
        var events = events(chat("{}", content(0, "a b c"), content(1, "d"), content(2, "")));
        var chunks = chunks(events);
        assertThat(chunks).allMatch(chunk -> chunk.path("choices").size() == 1);
        assertThat(chunks.stream().map(chunk -> chunk.at("/choices/0/index").asInt()))
                .containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 0, 0);
        assertThat(chunks.stream().filter(chunk -> chunk.path("usage").isObject()))
                .hasSize(1);
        assertThat(chunks.get(9).path("usage").isObject()).isTrue();
        assertThat(events.stream().mapToInt(event -> event.tokens()).sum())
                .as("choices are generated at the same time")
                .isEqualTo(3);
    }

    @Test
    void charactersOfSeveralTokensAreNotSplit() {
        var text = "\uD83E\uDDD1\u200D\uD83D\uDE80 ok";
        var events = events(chat("{}", content(0, text)));
        var received = new StringBuilder();
        chunks(events)
                .forEach(chunk ->
                        received.append(chunk.at("/choices/0/delta/content").asString("")));
        assertThat(received).hasToString(text);
        assertThat(events.stream().mapToInt(event -> event.tokens()).sum())
                .isEqualTo(tokens.split(text).size());
    }

    @Test
    @Verified(DOCUMENTED)
    void eachChunkHasTheLogprobsAndIdsOfItsTokens() {
        var chunks = chunks(events(chat("{\"logprobs\": true, \"return_token_ids\": true}", content(0, "Hi you"))));
        assertThat(chunks.get(0).path("prompt_token_ids")).isNotEmpty();
        assertThat(chunks.get(1).has("prompt_token_ids")).isFalse();
        assertThat(chunks.get(1).at("/choices/0/logprobs/content")).hasSize(1);
        assertThat(chunks.get(1).at("/choices/0/logprobs/content/0/token").asString())
                .isEqualTo("Hi");
        assertThat(chunks.get(2).at("/choices/0/logprobs/content/0/text_offset").asInt())
                .isEqualTo(2);
        assertThat(chunks.get(2).at("/choices/0/token_ids")).hasSize(1);
    }

    @ParameterizedTest
    @Verified(DOCUMENTED)
    @CsvSource({"true", "false"})
    void perfMetricsAreInTheLastChunk(boolean includeUsage) {
        var options =
                "{\"perf_metrics_in_response\": true, \"stream_options\": {\"include_usage\": " + includeUsage + "}}";
        var chunks = chunks(events(chat(options, content(0, "Hi"))));
        assertThat(chunks.stream().filter(chunk -> chunk.has("perf_metrics"))).hasSize(1);
        assertThat(chunks.get(chunks.size() - 1)
                        .at("/perf_metrics/prompt-tokens")
                        .asInt())
                .isEqualTo(9);
    }

    @Test
    void theRepeatedPromptIsOneChunk() {
        var deltas = deltas(events(chat("{\"echo_last\": 2}", content(0, "Hi you"))));
        assertThat(deltas).hasSize(5);
        assertThat(deltas.get(1)).isEqualTo("{\"content\":\"assistant<|message|>\"}");
    }

    @Test
    @Verified(INFERRED)
    void aTextCompletionHasNoRole() {
        var chunks = chunks(events(Generations.text("{\"return_token_ids\": true}", content(0, "Hi you"))));
        assertThat(chunks.stream().map(chunk -> chunk.at("/choices/0/text").asString()))
                .containsExactly("Hi", " you", "");
        assertThat(chunks).allMatch(chunk -> chunk.path("object").asString().equals("text_completion"));
        assertThat(chunks.get(0).at("/choices/0/prompt_token_ids")).isNotEmpty();
        assertThat(chunks.get(2).at("/choices/0/finish_reason").asString()).isEqualTo("stop");
    }

    @Test
    void anAbortedStreamUsesTheTokensThatWereSent() {
        var events = events(chat("{}", content(0, "a b c d e f")), StreamUsageStyle.FINISH_CHUNK, null);
        events.next();
        events.next();
        events.next();
        events.end(false);
        assertThat(reported).containsExactly(new Usage(9, 4, 2, 0));
    }

    @Test
    void aCutStreamHasNoFinishReason() {
        var cut = new ReplyFault(ReplyFault.Kind.STREAM_CUT, 2, null);
        assertThat(deltas(broken(cut)))
                .containsExactly("{\"role\":\"assistant\"}", "{\"content\":\"a\"}", "{\"content\":\" b\"}");
        assertThat(deltas(broken(new ReplyFault(ReplyFault.Kind.STREAM_CUT, 100, null))))
                .hasSize(4);
        assertThat(reported).containsExactly(new Usage(9, 4, 2, 0), new Usage(9, 4, 3, 0));
    }

    @Test
    @Verified(OBSERVED)
    void anErrorEndsAStream() {
        var error = new ReplyFault.StreamError(500, "INTERNAL", "error", "it broke");
        var texts = texts(broken(new ReplyFault(ReplyFault.Kind.STREAM_ERROR, 0, error)));
        assertThat(texts).hasSize(2);
        assertThat(texts.get(1))
                .isEqualTo("data: {\"error\":{\"message\":\"it broke\",\"code\":\"INTERNAL\",\"type\":\"error\"}}");
    }

    private List<Event> broken(ReplyFault fault) {
        var generation = chat("{}", content(0, "a b c"));
        var stop = StreamBreak.of(fault).orElseThrow();
        return drain(events(generation, StreamUsageStyle.FINISH_CHUNK, stop), true);
    }

    private List<Event> events(Generation generation) {
        var style = StreamUsageStyle.of(StreamUsage.AUTO, generation.options());
        return drain(events(generation, style, null), true);
    }

    private GenerationEvents events(Generation generation, StreamUsageStyle style, @Nullable StreamBreak stop) {
        var isText = generation.request().operation() == Operation.COMPLETION;
        var choices = generation.answers().stream()
                .map(answer -> isText
                        ? ChoicePieces.ofText(answer, generation.options(), tokens)
                        : ChoicePieces.ofMessage(answer, generation.options(), tokens))
                .toList();
        return new GenerationEvents(
                generation, choices, style, new ChunkWriter(generation, writer), reported::add, stop);
    }

    private static List<Event> drain(GenerationEvents source, boolean complete) {
        var events = new ArrayList<Event>();
        for (var event = source.next(); event != null; event = source.next()) {
            events.add(event);
        }
        source.end(complete);
        return events;
    }

    private static List<String> texts(List<Event> events) {
        return events.stream()
                .map(event -> new String(event.bytes(), StandardCharsets.UTF_8))
                .map(text -> text.substring(0, text.length() - 2))
                .toList();
    }

    private static List<JsonNode> chunks(List<Event> events) {
        return texts(events).stream()
                .map(text -> text.substring("data: ".length()))
                .filter(text -> !text.equals("[DONE]"))
                .map(Story::json)
                .toList();
    }

    private static List<String> deltas(List<Event> events) {
        return chunks(events).stream()
                .map(chunk -> chunk.at("/choices/0/delta").toString())
                .toList();
    }
}
