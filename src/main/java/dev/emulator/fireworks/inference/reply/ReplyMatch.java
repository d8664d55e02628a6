package dev.emulator.fireworks.inference.reply;

import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.ToolDefinition;
import dev.emulator.fireworks.protojson.ProtoOptional;
import dev.emulator.fireworks.text.Globs;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Selects the inference requests that a scripted reply answers. A request must match all fields that are set.
 *
 * @param model full or short name of the requested model, its base model or its deployment; {@code *} matches any text
 * @param operation {@code CHAT}, {@code COMPLETION}, {@code RESPONSE} or {@code MESSAGE}, or the vendor's operation name
 * @param userText the text of the last message of the user; the prompt of a text completion
 * @param systemText the text of the last system message
 * @param tools names of tools that the request must offer
 * @param toolResult whether the last message is the result of a tool
 * @param stream whether the client asks for a stream
 * @param user the field {@code user} of the request
 * @param metadata entries that the metadata of the request must have
 */
public record ReplyMatch(
        String model,
        String operation,
        @ProtoOptional @Nullable TextMatch userText,
        @ProtoOptional @Nullable TextMatch systemText,
        List<String> tools,
        @ProtoOptional @Nullable Boolean toolResult,
        @ProtoOptional @Nullable Boolean stream,
        String user,
        Map<String, String> metadata) {

    private static final ReplyMatch ANY = new ReplyMatch("", "", null, null, List.of(), null, null, "", Map.of());

    boolean isUnset() {
        return equals(ANY);
    }

    boolean fits(Prompt prompt) {
        return (operation.isEmpty()
                        || operation.equals(prompt.operation().name())
                        || operation.equals(prompt.operation().operationName()))
                && (model.isEmpty() || names(prompt.model()).anyMatch(name -> Globs.matches(model, name)))
                && (stream == null || stream == prompt.stream())
                && (toolResult == null || toolResult == prompt.conversation().endsWithToolResult())
                && (user.isEmpty() || user.equals(prompt.user()))
                && prompt.metadata().entrySet().containsAll(metadata.entrySet())
                && offered(prompt).containsAll(tools)
                && (userText == null || userText.fits(prompt.conversation().lastUserText()))
                && (systemText == null || systemText.fits(prompt.conversation().systemText()));
    }

    /** Returns all names of a model, each in full and without its path. */
    static Stream<String> names(ServedModel model) {
        return Stream.of(model.answerName(), model.model(), model.baseModel(), model.deployment())
                .filter(name -> !name.isEmpty())
                .flatMap(name -> Stream.of(name, name.substring(name.lastIndexOf('/') + 1)));
    }

    private static List<String> offered(Prompt prompt) {
        return prompt.tools().stream().map(ToolDefinition::name).collect(Collectors.toList());
    }
}
