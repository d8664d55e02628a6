package dev.emulator.fireworks.inference.reply;

import com.samskivert.mustache.MustacheException;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.ToolDefinition;
import dev.emulator.fireworks.inference.Turn;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a request that templates can use, by name. */
final class TemplateRequest {

    /** Names at the top level. */
    static final Set<String> NAMES = Set.of(
            "user",
            "system",
            "tool_result",
            "model",
            "operation",
            "account",
            "end_user",
            "messages",
            "tools",
            "metadata",
            "groups",
            "hit");

    /** Names within sections. */
    static final Set<String> ELEMENT_NAMES = Set.of(
            "role",
            "content",
            "reasoning",
            "tool_calls",
            "tool_call_id",
            "id",
            "name",
            "arguments",
            "description",
            "this",
            "",
            "-first",
            "-last",
            "-index");

    /** Nested sections over the same list need the square of its size, or more. */
    private static final int MOST_ELEMENTS = 100_000;

    private TemplateRequest() {}

    /** @param hit the number of the reply, from 1 */
    static Map<String, Object> of(Prompt prompt, @Nullable TextMatch userText, long hit) {
        var budget = new Budget();
        var conversation = prompt.conversation();
        var values = new HashMap<String, Object>();
        values.put("user", conversation.lastUserText());
        values.put("system", conversation.systemText());
        values.put("tool_result", toolResult(conversation.turns()));
        values.put("model", prompt.model().answerName());
        values.put("operation", prompt.operation().operationName());
        values.put("account", prompt.account());
        values.put("end_user", prompt.user());
        values.put(
                "messages",
                new Elements(
                        conversation.turns().stream()
                                .map(turn -> message(turn, budget))
                                .toList(),
                        budget));
        values.put(
                "tools",
                new Elements(prompt.tools().stream().map(TemplateRequest::tool).toList(), budget));
        values.put("metadata", prompt.metadata());
        values.put("groups", userText == null ? Map.of() : groups(userText, conversation.lastUserText()));
        values.put("hit", hit);
        return values;
    }

    private static String toolResult(List<Turn> turns) {
        return turns.isEmpty() || turns.get(turns.size() - 1).role() != Role.TOOL
                ? ""
                : turns.get(turns.size() - 1).text();
    }

    private static Map<String, Object> message(Turn turn, Budget budget) {
        return Map.of(
                "role",
                turn.role().apiName(),
                "content",
                turn.text(),
                "reasoning",
                turn.reasoning(),
                "tool_call_id",
                turn.toolCallId(),
                "tool_calls",
                new Elements(
                        turn.toolCalls().stream().map(TemplateRequest::call).toList(), budget));
    }

    private static Map<String, Object> call(ToolCall call) {
        return Map.of("id", call.id(), "name", call.name(), "arguments", call.arguments());
    }

    private static Map<String, Object> tool(ToolDefinition tool) {
        return Map.of("name", tool.name(), "description", tool.description());
    }

    /** Returns the groups of the first match by number and by name. Groups that took no part are empty. */
    private static Map<String, Object> groups(TextMatch match, String text) {
        var groups = new HashMap<String, Object>();
        if (match.regex().isEmpty()) {
            return groups;
        }
        match.matcher(text).ifPresent(found -> {
            for (int i = 0; i <= found.groupCount(); i++) {
                put(groups, Integer.toString(i), found.group(i));
            }
            match.pattern().namedGroups().keySet().forEach(name -> put(groups, name, found.group(name)));
        });
        return groups;
    }

    private static void put(Map<String, Object> groups, String name, @Nullable String text) {
        groups.put(name, text == null ? "" : text);
    }

    private static final class Budget {

        private int visited;

        private void visit() {
            if (++visited > MOST_ELEMENTS) {
                throw new MustacheException("its sections have more than " + MOST_ELEMENTS + " elements");
            }
        }
    }

    /** A list that limits how many elements are visited. */
    private static final class Elements extends AbstractList<Object> {

        private final List<Map<String, Object>> elements;
        private final Budget budget;

        private Elements(List<Map<String, Object>> elements, Budget budget) {
            this.elements = elements;
            this.budget = budget;
        }

        @Override
        public Object get(int index) {
            return elements.get(index);
        }

        @Override
        public int size() {
            return elements.size();
        }

        @Override
        public Iterator<Object> iterator() {
            var iterator = elements.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return iterator.hasNext();
                }

                @Override
                public Object next() {
                    budget.visit();
                    return iterator.next();
                }
            };
        }
    }
}
