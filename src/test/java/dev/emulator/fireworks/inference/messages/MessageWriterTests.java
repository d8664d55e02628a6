package dev.emulator.fireworks.inference.messages;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.Choice;
import dev.emulator.fireworks.inference.Completion;
import dev.emulator.fireworks.inference.Conversation;
import dev.emulator.fireworks.inference.FinishReason;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.ReplyTiming;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.Turn;
import dev.emulator.fireworks.inference.Usage;
import dev.emulator.fireworks.inference.stream.Event;
import dev.emulator.fireworks.inference.stream.ReplyEvents;
import dev.emulator.fireworks.routes.ReplyFault;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Messages and their events as JSON. */
class MessageWriterTests extends Story {

    private static final Usage USAGE = new Usage(9, 4, 6, 2);
    private static final ToolCall CALL = new ToolCall("toolu_1", "find", "{\"q\":\"a\"}");
    private static final Choice EVERYTHING =
            new Choice(0, "Hi you", "Let me", List.of(CALL), "", FinishReason.TOOL_CALLS, List.of());

    @Autowired
    private MessageWriter writer;

    private final List<Usage> reported = new ArrayList<>();

    @Test
    @Verified(DOCUMENTED)
    void aMessageHasThinkingTextAndToolUse() {
        assertThat(writer.write(message(EVERYTHING)).toString())
                .isEqualTo(("{'id':'msg_1','type':'message','role':'assistant','content':["
                                + "{'type':'thinking','thinking':'Let me','signature':'" + signature() + "'},"
                                + "{'type':'text','text':'Hi you','citations':null},"
                                + "{'type':'tool_use','id':'toolu_1','name':'find','input':{'q':'a'}}],"
                                + "'model':'accounts/acme/models/m','stop_reason':'tool_use','stop_sequence':null,"
                                + "'usage':{'input_tokens':5,'cache_creation_input_tokens':0,'cache_read_input_tokens':4,"
                                + "'output_tokens':6}}")
                        .replace('\'', '"'));
    }

    @ParameterizedTest
    @Verified(DOCUMENTED)
    @CsvSource({
        "STOP,'','',end_turn",
        "STOP,END,'',stop_sequence",
        "STOP,'',no,refusal",
        "LENGTH,'','',max_tokens",
        "TOOL_CALLS,'','',tool_use"
    })
    void theStopReasonFollowsFromTheReply(FinishReason reason, String stop, String refusal, String expected) {
        var json = writer.write(message(new Choice(0, "", "", List.of(), refusal, reason, List.of(), stop)));
        assertThat(json.path("stop_reason").asString()).isEqualTo(expected);
        assertThat(json.path("stop_sequence").asString("")).isEqualTo(stop);
        assertThat(json.path("content")).hasSize(refusal.isEmpty() ? 0 : 1);
    }

    @Test
    @Verified(INFERRED)
    void argumentsThatWereCutAreAnEmptyObject() {
        var call = new ToolCall("toolu_1", "find", "{\"q\":");
        var json = writer.write(message(new Choice(0, "", "", List.of(call), "", FinishReason.LENGTH, List.of())));
        assertThat(json.at("/content/0/input").toString()).isEqualTo("{}");
    }

    @Test
    @Verified(INFERRED)
    void theEventsHaveTheOrderOfTheDialect() {
        assertThat(events(EVERYTHING).stream().map(MessageWriterTests::summary))
                .containsExactly(
                        "message_start: 0",
                        "ping: ",
                        "content_block_start: 0 {\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}",
                        "content_block_delta: 0 {\"type\":\"thinking_delta\",\"thinking\":\"Let\"}",
                        "content_block_delta: 0 {\"type\":\"thinking_delta\",\"thinking\":\" me\"}",
                        "content_block_delta: 0 {\"type\":\"signature_delta\",\"signature\":\"" + signature() + "\"}",
                        "content_block_stop: 0",
                        "content_block_start: 1 {\"type\":\"text\",\"text\":\"\",\"citations\":null}",
                        "content_block_delta: 1 {\"type\":\"text_delta\",\"text\":\"Hi\"}",
                        "content_block_delta: 1 {\"type\":\"text_delta\",\"text\":\" you\"}",
                        "content_block_stop: 1",
                        "content_block_start: 2 {\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"find\",\"input\":{}}",
                        "content_block_delta: 2 {\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"\"}",
                        "content_block_delta: 2 {\"type\":\"input_json_delta\",\"partial_json\":\"q\"}",
                        "content_block_delta: 2 {\"type\":\"input_json_delta\",\"partial_json\":\"\\\":\\\"\"}",
                        "content_block_delta: 2 {\"type\":\"input_json_delta\",\"partial_json\":\"a\"}",
                        "content_block_delta: 2 {\"type\":\"input_json_delta\",\"partial_json\":\"\\\"}\"}",
                        "content_block_stop: 2",
                        "message_delta: 6 {\"stop_reason\":\"tool_use\",\"stop_sequence\":null}",
                        "message_stop: ");
        assertThat(reported).containsExactly(USAGE);
    }

    @Test
    @Verified(INFERRED)
    void aFaultEndsTheEventsBeforeTheMessageEnds() {
        var text = new Choice(0, "a b c", "", List.of(), "", FinishReason.STOP, List.of());
        var cut = writer.events(message(text), reported::add);
        cut.breakBy(new ReplyFault(ReplyFault.Kind.STREAM_CUT, 2, null), MessageWriter::error);
        assertThat(drain(cut).stream().map(MessageWriterTests::name))
                .containsExactly(
                        "message_start", "ping", "content_block_start", "content_block_delta", "content_block_delta");
        var error = new ReplyFault.StreamError(503, "UNAVAILABLE", "error", "it broke");
        var broken = writer.events(message(text), reported::add);
        broken.breakBy(new ReplyFault(ReplyFault.Kind.STREAM_ERROR, 99, error), MessageWriter::error);
        var events = drain(broken);
        assertThat(data(events.get(events.size() - 1)).at("/error").toString())
                .isEqualTo("{\"type\":\"overloaded_error\",\"message\":\"it broke\"}");
        assertThat(events.stream().map(MessageWriterTests::name))
                .endsWith("content_block_stop", "error")
                .doesNotContain("message_delta");
        assertThat(reported).containsExactly(new Usage(9, 4, 2, 0), new Usage(9, 4, 3, 0));
    }

    @Test
    void usageCanBeMissing() {
        var message = new GeneratedMessage("msg_1", completion(EVERYTHING), EVERYTHING, false, false);
        assertThat(writer.write(message).has("usage")).isFalse();
        assertThat(drain(writer.events(message, reported::add)))
                .noneMatch(event -> data(event).toString().contains("usage"));
    }

    private static GeneratedMessage message(Choice choice) {
        return new GeneratedMessage("msg_1", completion(choice), choice, false, true);
    }

    private static Completion completion(Choice choice) {
        var name = "accounts/acme/models/m";
        var model = new ServedModel(name, name, name, "", 0, true, true, false);
        var conversation = new Conversation(List.of(Turn.of(Role.USER, "Hi")));
        var prompt = Prompt.of(Operation.MESSAGE, "acme", model, conversation);
        return new Completion(prompt, List.of(choice), USAGE, "generated", ReplyTiming.IMMEDIATE);
    }

    private String signature() {
        var json = writer.write(message(new Choice(0, "", "Let me", List.of(), "", FinishReason.STOP, List.of())));
        var signature = json.at("/content/0/signature").asString();
        assertThat(signature).isNotEmpty();
        return signature;
    }

    private List<Event> events(Choice choice) {
        return drain(writer.events(message(choice), reported::add));
    }

    private static List<Event> drain(ReplyEvents source) {
        var events = new ArrayList<Event>();
        for (var event = source.next(); event != null; event = source.next()) {
            events.add(event);
        }
        source.end(true);
        return events;
    }

    private static String summary(Event event) {
        var data = data(event);
        var detail = data.has("content_block") ? data.path("content_block") : data.path("delta");
        var number = data.has("index")
                ? data.path("index").asString()
                : data.at("/usage/output_tokens")
                        .asString(data.at("/message/usage/output_tokens").asString(""));
        return (name(event) + ": " + number + (detail.isObject() ? " " + detail : ""));
    }

    private static String name(Event event) {
        var text = new String(event.bytes(), StandardCharsets.UTF_8);
        return text.substring("event: ".length(), text.indexOf('\n'));
    }

    private static JsonNode data(Event event) {
        var text = new String(event.bytes(), StandardCharsets.UTF_8);
        var data = Json.read(text.substring(text.indexOf("data: ") + "data: ".length()));
        assertThat(data.path("type").asString()).isEqualTo(name(event));
        return data;
    }
}
