package dev.emulator.fireworks.inference.responses;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.Choice;
import dev.emulator.fireworks.inference.Completion;
import dev.emulator.fireworks.inference.Conversation;
import dev.emulator.fireworks.inference.FinishReason;
import dev.emulator.fireworks.inference.InferenceIds;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.ReplyTiming;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.Tokens;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.Turn;
import dev.emulator.fireworks.inference.Usage;
import dev.emulator.fireworks.routes.ReplyFault;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The events of responses, in their order. */
@Verified(INFERRED)
class ResponseEventsTests extends Story {

    private static final Usage USAGE = new Usage(9, 4, 6, 1);

    @Autowired
    private Tokens tokens;

    @Autowired
    private InferenceIds ids;

    private final List<Usage> reported = new ArrayList<>();

    @Test
    void theEventsHaveTheOrderThatStrictClientsNeed() {
        var call = new ToolCall("call_1", "find", "{\"q\"");
        var choice = new Choice(0, "Hi you", "Hi", List.of(call), "", FinishReason.STOP, List.of());
        var events = events(choice, Optional.empty());
        assertThat(events.stream().map(ResponseEventsTests::summary))
                .containsExactly(
                        "response.created  in_progress 1",
                        "response.in_progress  in_progress 1",
                        "response.output_item.added 1 reasoning in_progress",
                        "response.content_part.added 1 reasoning_text",
                        "response.reasoning_text.delta 1 Hi",
                        "response.reasoning_text.done 1 Hi",
                        "response.content_part.done 1 reasoning_text",
                        "response.output_item.done 1 reasoning completed",
                        "response.output_item.added 2 function_call in_progress",
                        "response.function_call_arguments.delta 2 {\"",
                        "response.function_call_arguments.delta 2 q",
                        "response.function_call_arguments.delta 2 \"",
                        "response.function_call_arguments.done 2 {\"q\"",
                        "response.output_item.done 2 function_call completed",
                        "response.output_item.added 3 message in_progress",
                        "response.content_part.added 3 output_text",
                        "response.output_text.delta 3 Hi",
                        "response.output_text.delta 3  you",
                        "response.output_text.done 3 Hi you",
                        "response.content_part.done 3 output_text",
                        "response.output_item.done 3 message completed",
                        "response.completed  completed 4");
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("sequence_number").asInt()).isEqualTo(i);
        }
        var last = events.get(events.size() - 1).path("response");
        assertThat(last.at("/output/3/id")).isEqualTo(events.get(14).at("/item/id"));
        assertThat(last.at("/usage/input_tokens").asInt()).isEqualTo(9);
        assertThat(events.get(0).at("/response/usage").isNull()).isTrue();
        assertThat(reported).containsExactly(USAGE);
    }

    @Test
    void aReplyThatWasCutIsIncomplete() {
        var choice = new Choice(0, "Hi", "", List.of(), "", FinishReason.LENGTH, List.of());
        var last = last(events(choice, Optional.empty()));
        assertThat(last.path("type").asString()).isEqualTo("response.incomplete");
        assertThat(last.at("/response/status").asString()).isEqualTo("incomplete");
        assertThat(last.at("/response/incomplete_details/reason").asString()).isEqualTo("max_output_tokens");
        assertThat(last.at("/response/output/1/status").asString()).isEqualTo("incomplete");
    }

    @Test
    void aRefusalHasItsOwnEvents() {
        var choice = new Choice(0, "", "", List.of(), "No way", FinishReason.STOP, List.of());
        assertThat(events(choice, Optional.empty()).stream()
                        .map(event -> event.path("type").asString()))
                .containsSequence(
                        "response.content_part.added",
                        "response.refusal.delta",
                        "response.refusal.delta",
                        "response.refusal.done",
                        "response.content_part.done");
    }

    @Test
    void aFaultEndsTheEventsBeforeTheResponseIsComplete() {
        var choice = new Choice(0, "a b c", "", List.of(), "", FinishReason.STOP, List.of());
        var cut = events(choice, Optional.of(new ReplyFault(ReplyFault.Kind.STREAM_CUT, 2, null)));
        assertThat(last(cut).path("type").asString()).isEqualTo("response.output_text.delta");
        var error = new ReplyFault.StreamError(500, "INTERNAL", "error", "it broke");
        var broken = events(choice, Optional.of(new ReplyFault(ReplyFault.Kind.STREAM_ERROR, 1, error)));
        assertThat(last(broken).toString())
                .isEqualTo("{\"type\":\"error\",\"sequence_number\":5,\"code\":\"INTERNAL\","
                        + "\"message\":\"it broke\",\"param\":null}");
        assertThat(reported).containsExactly(new Usage(9, 4, 2, 0), new Usage(9, 4, 1, 0));
    }

    private List<JsonNode> events(Choice choice, Optional<ReplyFault> fault) {
        var name = "accounts/acme/models/m";
        var model = new ServedModel(name, name, name, "", 0, true, true, false);
        var conversation = new Conversation(List.of(Turn.of(Role.USER, "Hi")));
        var prompt = Prompt.of(Operation.RESPONSE, "acme", model, conversation);
        var input = (ArrayNode) Json.read("[{\"role\": \"user\", \"content\": \"Hi\"}]");
        var request = new ResponseRequest(prompt, input, Json.object());
        var response = new GeneratedResponse(
                "resp_1",
                12,
                request,
                new Completion(prompt, List.of(choice), USAGE, "generated", ReplyTiming.IMMEDIATE),
                choice,
                OutputItems.of(request, choice, ids),
                true);
        var source = new ResponseEvents(response, tokens, reported::add).source(fault);
        var events = new ArrayList<JsonNode>();
        for (var event = source.next(); event != null; event = source.next()) {
            var text = new String(event.bytes(), StandardCharsets.UTF_8);
            var data = Json.read(text.substring(text.indexOf("data: ") + "data: ".length()));
            assertThat(text).startsWith("event: " + data.path("type").asString() + "\n");
            events.add(data);
        }
        source.end(true);
        return events;
    }

    private static JsonNode last(List<JsonNode> events) {
        return events.get(events.size() - 1);
    }

    private static String summary(JsonNode event) {
        var detail = event.path("delta").asString("");
        for (var field : List.of("text", "arguments")) {
            detail += event.path(field).asString("");
        }
        detail += event.at("/part/type").asString("");
        if (event.has("item")) {
            detail += event.at("/item/type").asString() + " "
                    + event.at("/item/status").asString();
        }
        if (event.has("response")) {
            detail += event.at("/response/status").asString() + " "
                    + event.at("/response/output").size();
        }
        return event.path("type").asString() + " " + event.path("output_index").asString("") + " " + detail;
    }
}
