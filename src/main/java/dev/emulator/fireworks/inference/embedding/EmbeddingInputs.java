package dev.emulator.fireworks.inference.embedding;

import dev.emulator.fireworks.inference.InferenceException;
import dev.emulator.fireworks.inference.Token;
import dev.emulator.fireworks.inference.Tokens;
import dev.emulator.fireworks.validation.Validation;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the inputs of embeddings: texts, token ids, and objects that a template turns into texts. */
@Component
class EmbeddingInputs {

    /** {@code {name}}, or {@code {{ name }}} as in Jinja. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}}|\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final Tokens tokens;
    private final Validation validation;

    EmbeddingInputs(Tokens tokens, Validation validation) {
        this.tokens = tokens;
        this.validation = validation;
    }

    /** @param tokens number of tokens */
    record Input(String text, int tokens) {}

    List<Input> read(JsonNode body) {
        var input = body.path("input");
        var template = body.path("prompt_template").asString("");
        if (!input.isArray()) {
            return List.of(read(input, template, "input"));
        }
        if (input.isEmpty()) {
            throw InferenceException.invalidRequest(
                    "List should have at least 1 item after validation, not 0, field: 'input'");
        }
        if (input.path(0).isIntegralNumber()) {
            return List.of(read(input, template, "input"));
        }
        return StreamSupport.stream(input.spliterator(), false)
                .map(one -> read(one, template, "input"))
                .toList();
    }

    private Input read(JsonNode input, String template, String field) {
        if (input.isArray()) {
            var text = decode(input);
            return template.isEmpty() ? new Input(text, input.size()) : rendered(fields(text), template);
        }
        if (input.isObject()) {
            if (template.isEmpty()) {
                throw InferenceException.invalidRequest(
                        "Field required for an input that is an object, field: 'prompt_template'");
            }
            return rendered(input, template);
        }
        var text = input.asString("");
        if (text.isEmpty() && !validation.isLenient()) {
            throw InferenceException.invalidRequest("String should have at least 1 character, field: '" + field + "'");
        }
        return template.isEmpty() ? new Input(text, tokens.count(text)) : rendered(fields(text), template);
    }

    private String decode(JsonNode ids) {
        var all = ids.valueStream().map(id -> id.asInt(-1)).toList();
        all.stream().filter(id -> !tokens.isToken(id)).findFirst().ifPresent(id -> {
            throw InferenceException.invalidRequest("Token id " + id + " is not in the vocabulary of the model");
        });
        return tokens.decode(all).stream().map(Token::text).collect(Collectors.joining());
    }

    private static JsonNode fields(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }

    private Input rendered(JsonNode fields, String template) {
        var text = PLACEHOLDER.matcher(template).replaceAll(placeholder -> {
            var name = placeholder.group(1) == null ? placeholder.group(2) : placeholder.group(1);
            var value = fields.path(name);
            if (value.isMissingNode()) {
                throw InferenceException.invalidRequest(
                        "The input has no field '" + name + "', field: 'prompt_template'");
            }
            return Matcher.quoteReplacement(value.isValueNode() ? value.asString("") : value.toString());
        });
        return new Input(text, tokens.count(text));
    }
}
