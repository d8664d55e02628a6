package dev.emulator.fireworks.inference.generation;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.inference.InferenceException;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.Reply;
import dev.emulator.fireworks.inference.ReplyProvider;
import dev.emulator.fireworks.inference.ResponseFormat;
import dev.emulator.fireworks.validation.Validation;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Replies to every prompt: with a text, with JSON, or with calls of tools. */
@Component
@Order(ReplyProvider.GENERATED)
class GeneratedReplies implements ReplyProvider {

    private static final String RULE = "generated";

    private static final Set<String> NO_REASONING = Set.of("", "none", "false", "0");

    private final ReplySeed seed;
    private final Validation validation;

    GeneratedReplies(ReplySeed seed, Validation validation) {
        this.seed = seed;
        this.validation = validation;
    }

    @Override
    public Optional<Provided> reply(Prompt prompt, int choice) {
        var random = seed.random(prompt, choice);
        var reply = reply(prompt, random);
        return Optional.of(new Provided(
                NO_REASONING.contains(prompt.reasoningEffort())
                        ? reply
                        : reply.withReasoning(GeneratedTexts.reasoning(prompt)),
                RULE,
                null));
    }

    private Reply reply(Prompt prompt, RandomGenerator random) {
        var format = prompt.format();
        if (format.type() == ResponseFormat.Type.GRAMMAR) {
            throw InferenceException.invalidRequest("The emulator generates no text for a grammar: create a scripted "
                    + "reply, field: 'response_format.grammar'");
        }
        var calls = GeneratedToolCalls.create(prompt, random);
        if (!calls.isEmpty()) {
            return Reply.toolCalls(calls);
        }
        if (format.isJson()) {
            return Reply.text(json(prompt, format.schema(), random));
        }
        return Reply.text(GeneratedTexts.reply(prompt, random));
    }

    private String json(Prompt prompt, JsonNode schema, RandomGenerator random) {
        if (schema.isMissingNode() || schema.isNull()) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("reply", GeneratedTexts.reply(prompt, random))
                    .toString();
        }
        var field = field(prompt);
        checkAsService(schema, field);
        try {
            return JsonInstances.create(schema, random).toString();
        } catch (SchemaException e) {
            throw InferenceException.invalidRequest(
                    "Invalid JSON schema: " + e.getMessage() + ", field: '" + field + "'");
        }
    }

    private void checkAsService(JsonNode schema, String field) {
        UnsupportedKeywords.find(schema).ifPresent(keyword -> {
            var message = "JSON schema keyword '" + keyword + "' is not supported, field: '" + field + "'";
            if (validation.isService()) {
                throw InferenceException.invalidRequest(message);
            }
            validation.checkAsService(() -> {
                throw ApiException.invalidArgument(field, message);
            });
        });
    }

    private static String field(Prompt prompt) {
        if (prompt.operation() == Operation.RESPONSE) {
            return "text.format.schema";
        }
        if (prompt.operation() == Operation.MESSAGE) {
            return "output_config.format.schema";
        }
        return prompt.format().type() == ResponseFormat.Type.JSON_SCHEMA
                ? "response_format.json_schema.schema"
                : "response_format.schema";
    }
}
