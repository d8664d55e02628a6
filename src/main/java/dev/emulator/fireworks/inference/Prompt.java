package dev.emulator.fireworks.inference;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client asks a model, independent of the endpoint.
 *
 * @param account account of the caller
 * @param tools the tools that the client offers
 * @param parallelToolCalls whether a reply may call several tools
 * @param reasoningEffort such as {@code low}; empty if the client did not set it
 * @param stream whether the client asked for a stream
 * @param user identifier of the end user; empty for none
 * @param metadata of the request
 */
public record Prompt(
        Operation operation,
        String account,
        ServedModel model,
        Conversation conversation,
        List<ToolDefinition> tools,
        ToolChoice toolChoice,
        boolean parallelToolCalls,
        ResponseFormat format,
        SamplingOptions sampling,
        String reasoningEffort,
        boolean stream,
        String user,
        Map<String, String> metadata) {

    /** Returns a prompt with defaults for everything that is optional. */
    public static Prompt of(Operation operation, String account, ServedModel model, Conversation conversation) {
        return new Prompt(
                operation,
                account,
                model,
                conversation,
                List.of(),
                ToolChoice.AUTO,
                true,
                ResponseFormat.TEXT,
                SamplingOptions.DEFAULT,
                "",
                false,
                "",
                Map.of());
    }

    Prompt with(SamplingOptions options) {
        return new Prompt(
                operation,
                account,
                model,
                conversation,
                tools,
                toolChoice,
                parallelToolCalls,
                format,
                options,
                reasoningEffort,
                stream,
                user,
                metadata);
    }

    /** Returns the tool of a name, if the client offers it. */
    public Optional<ToolDefinition> tool(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }
}
