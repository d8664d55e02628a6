package dev.emulator.fireworks.inference.learning;

import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.Turn;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A row of training data.
 *
 * @param isCompletion whether the row has a prompt and a completion instead of messages
 * @param turns the conversation
 * @param taught for each turn, whether a model learns it as an answer
 */
record TrainingExample(boolean isCompletion, List<Turn> turns, List<Boolean> taught) {

    private static final TrainingExample EMPTY = new TrainingExample(false, List.of(), List.of());

    /** Reads a row of any kind. An invalid row teaches nothing. */
    static TrainingExample of(JsonNode row) {
        if (isLeftOut(row)) {
            return EMPTY;
        }
        if (row.hasNonNull("preferred_output") && !row.hasNonNull("messages")) {
            return preference(row);
        }
        return row.hasNonNull("messages") ? chat(row.path("messages")) : completion(row);
    }

    private static TrainingExample completion(JsonNode row) {
        var completion = row.path("completion").asString("");
        if (completion.isBlank()) {
            return EMPTY;
        }
        var turns = List.of(Turn.of(Role.USER, row.path("prompt").asString("")), Turn.of(Role.ASSISTANT, completion));
        return new TrainingExample(true, turns, List.of(false, true));
    }

    private static TrainingExample chat(JsonNode messages) {
        var turns = new ArrayList<Turn>();
        var taught = new ArrayList<Boolean>();
        for (var message : messages) {
            var turn = turn(message);
            turns.add(turn);
            taught.add(isAnswer(turn) && !isLeftOut(message));
        }
        return new TrainingExample(false, turns, taught);
    }

    /** Turns of the assistant in the input are context. Only the preferred output is learned. */
    private static TrainingExample preference(JsonNode row) {
        var turns = new ArrayList<Turn>();
        row.path("input").path("messages").forEach(message -> turns.add(turn(message)));
        var taught = new ArrayList<Boolean>();
        turns.forEach(turn -> taught.add(false));
        var message = row.path("preferred_output").path(0);
        var answer = turn(message);
        turns.add(answer);
        taught.add(isAnswer(answer) && !isLeftOut(message));
        return new TrainingExample(false, turns, taught);
    }

    private static boolean isAnswer(Turn turn) {
        return turn.role() == Role.ASSISTANT && (!turn.text().isBlank() || turn.callsTools());
    }

    private static boolean isLeftOut(JsonNode node) {
        return node.path("weight").isNumber() && node.path("weight").asDouble(1) == 0;
    }

    private static Turn turn(JsonNode message) {
        var images = new ArrayList<String>();
        var text = new StringBuilder(message.path("content").asString(""));
        for (var part : message.path("content")) {
            text.append(part.path("text").asString(""));
            var image = part.path("image_url").path("url").asString("");
            if (!image.isEmpty()) {
                images.add(image);
            }
        }
        return new Turn(
                role(message.path("role").asString("")),
                text.toString(),
                images,
                message.path("reasoning_content").asString(""),
                message.path("tool_calls")
                        .valueStream()
                        .map(TrainingExample::call)
                        .toList(),
                message.path("tool_call_id").asString(""));
    }

    private static Role role(String name) {
        return switch (name) {
            case "system", "developer" -> Role.SYSTEM;
            case "assistant" -> Role.ASSISTANT;
            case "tool", "function" -> Role.TOOL;
            default -> Role.USER;
        };
    }

    private static ToolCall call(JsonNode call) {
        var function = call.path("function");
        var arguments = function.path("arguments");
        return new ToolCall(
                call.path("id").asString(""),
                function.path("name").asString(""),
                arguments.isString()
                        ? arguments.stringValue()
                        : arguments.isMissingNode() ? "{}" : arguments.toString());
    }
}
