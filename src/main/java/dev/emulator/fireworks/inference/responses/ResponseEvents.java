package dev.emulator.fireworks.inference.responses;

import dev.emulator.fireworks.inference.Tokens;
import dev.emulator.fireworks.inference.Usage;
import dev.emulator.fireworks.inference.stream.EventSource;
import dev.emulator.fireworks.inference.stream.ReplyEvents;
import dev.emulator.fireworks.routes.ReplyFault;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The events of a streamed response. The user's message is part of the response from the first event on, and has no events. */
final class ResponseEvents {

    private final GeneratedResponse response;
    private final ReplyEvents events;
    private int sequence;

    /** @param report receives the usage at the end */
    ResponseEvents(GeneratedResponse response, Tokens tokens, Consumer<Usage> report) {
        this.response = response;
        this.events = new ReplyEvents(tokens, response.completion().usage(), report);
    }

    EventSource source(Optional<ReplyFault> fault) {
        fault.ifPresent(ending -> events.breakBy(ending, this::error));
        events.add(() -> lifecycle("response.created", ResponseWriter.started(response, "in_progress")));
        events.add(() -> lifecycle("response.in_progress", ResponseWriter.started(response, "in_progress")));
        var index = response.output().user() == null ? 0 : 1;
        for (var item : response.output().generated()) {
            addItem(index++, item);
        }
        events.addFinish(() -> lifecycle("response." + response.status(), ResponseWriter.write(response)));
        return events;
    }

    private void addItem(int index, ObjectNode item) {
        var isCall = item.path("type").asString("").equals("function_call");
        if (isCall) {
            events.addPart(() -> itemEvent("response.output_item.added", index, OutputItems.started(item)));
            addArguments(index, item);
        } else {
            events.add(() -> itemEvent("response.output_item.added", index, OutputItems.started(item)));
            var content = item.path("content");
            for (int i = 0; i < content.size(); i++) {
                addContent(index, i, item, content.path(i));
            }
        }
        events.add(() -> itemEvent("response.output_item.done", index, item));
    }

    private void addArguments(int index, ObjectNode item) {
        var arguments = item.path("arguments").asString("");
        events.addText(
                arguments,
                part -> inItem("response.function_call_arguments.delta", index, item)
                        .put("delta", part));
        events.add(() -> inItem("response.function_call_arguments.done", index, item)
                .put("name", item.path("name").asString(""))
                .put("arguments", arguments));
    }

    private void addContent(int index, int contentIndex, ObjectNode item, JsonNode content) {
        switch (content.path("type").asString("")) {
            case "reasoning_text" -> {
                var text = content.path("text").asString("");
                addPart("response.content_part.added", index, contentIndex, item, OutputItems.reasoningPart(""));
                events.addReasoning(text, part -> delta("response.reasoning_text", index, contentIndex, item, part));
                events.add(() -> inContent("response.reasoning_text.done", index, contentIndex, item)
                        .put("text", text));
            }
            case "refusal" -> {
                var text = content.path("refusal").asString("");
                addPart("response.content_part.added", index, contentIndex, item, OutputItems.refusalPart(""));
                events.addText(text, part -> delta("response.refusal", index, contentIndex, item, part));
                events.add(() -> inContent("response.refusal.done", index, contentIndex, item)
                        .put("refusal", text));
            }
            default -> {
                var text = content.path("text").asString("");
                addPart("response.content_part.added", index, contentIndex, item, OutputItems.textPart(""));
                events.addText(
                        text, part -> withLogprobs(delta("response.output_text", index, contentIndex, item, part)));
                events.add(() -> withLogprobs(inContent("response.output_text.done", index, contentIndex, item)
                        .put("text", text)));
            }
        }
        addPart("response.content_part.done", index, contentIndex, item, content);
    }

    private ObjectNode delta(String type, int index, int contentIndex, ObjectNode item, String part) {
        return inContent(type + ".delta", index, contentIndex, item).put("delta", part);
    }

    private void addPart(String type, int index, int contentIndex, ObjectNode item, JsonNode part) {
        events.add(() -> {
            var event = inContent(type, index, contentIndex, item);
            event.set("part", part);
            return event;
        });
    }

    private static ObjectNode withLogprobs(ObjectNode event) {
        event.putArray("logprobs");
        return event;
    }

    private ObjectNode inContent(String type, int index, int contentIndex, ObjectNode item) {
        return inItem(type, index, item).put("content_index", contentIndex);
    }

    private ObjectNode inItem(String type, int index, ObjectNode item) {
        return event(type).put("item_id", item.path("id").asString("")).put("output_index", index);
    }

    private ObjectNode itemEvent(String type, int index, ObjectNode item) {
        var event = event(type).put("output_index", index);
        event.set("item", item);
        return event;
    }

    private ObjectNode lifecycle(String type, ObjectNode json) {
        var event = event(type);
        event.set("response", json);
        return event;
    }

    private ObjectNode error(ReplyFault.StreamError error) {
        return event("error")
                .put("code", error.code())
                .put("message", error.message())
                .putNull("param");
    }

    private ObjectNode event(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("sequence_number", sequence++);
    }
}
