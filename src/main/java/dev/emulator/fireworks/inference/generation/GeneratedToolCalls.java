package dev.emulator.fireworks.inference.generation;

import dev.emulator.fireworks.inference.InferenceException;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.ToolChoice;
import dev.emulator.fireworks.inference.ToolDefinition;
import dev.emulator.fireworks.inference.Turn;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Generates calls of the tools that a request requires. A tool that was called since the last turn of the user is not called again, so that
 * loops of clients end.
 */
final class GeneratedToolCalls {

    private GeneratedToolCalls() {}

    /** Returns the calls; empty if the reply is a text. */
    static List<ToolCall> create(Prompt prompt, RandomGenerator random) {
        return required(prompt).stream()
                .map(tool -> new ToolCall("", tool.name(), arguments(prompt, tool, random)))
                .toList();
    }

    private static List<ToolDefinition> required(Prompt prompt) {
        var mode = prompt.toolChoice().mode();
        if (mode == ToolChoice.Mode.AUTO || mode == ToolChoice.Mode.NONE) {
            return List.of();
        }
        var called = calledTools(prompt.conversation().turns());
        var callable = prompt.tools().stream()
                .filter(tool -> !called.contains(tool.name()))
                .filter(tool -> mode == ToolChoice.Mode.REQUIRED
                        || tool.name().equals(prompt.toolChoice().function()))
                .toList();
        var text = prompt.conversation().lastUserText().toLowerCase(Locale.ROOT);
        var named = callable.stream()
                .filter(tool -> text.contains(tool.name().toLowerCase(Locale.ROOT)))
                .toList();
        return (named.isEmpty() ? callable : named)
                .stream()
                        .limit(prompt.parallelToolCalls() && !named.isEmpty() ? named.size() : 1)
                        .toList();
    }

    /** Returns the names of the tools that were called since the last turn of the user. */
    private static Set<String> calledTools(List<Turn> turns) {
        var names = new HashSet<String>();
        for (int i = turns.size() - 1; i >= 0 && turns.get(i).role() != Role.USER; i--) {
            turns.get(i).toolCalls().forEach(call -> names.add(call.name()));
        }
        return names;
    }

    private static String arguments(Prompt prompt, ToolDefinition tool, RandomGenerator random) {
        if (!tool.parameters().isObject()) {
            return "{}";
        }
        try {
            return object(JsonInstances.create(tool.parameters(), random)).toString();
        } catch (SchemaException e) {
            throw InferenceException.invalidRequest("Invalid JSON schema: " + e.getMessage() + ", field: 'tools["
                    + prompt.tools().indexOf(tool) + "].function.parameters'");
        }
    }

    private static JsonNode object(JsonNode arguments) {
        if (!arguments.isObject()) {
            throw SchemaException.unsupported("the arguments of a function must be an object");
        }
        return arguments;
    }
}
