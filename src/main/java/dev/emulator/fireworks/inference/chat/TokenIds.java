package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.InferenceException;
import dev.emulator.fireworks.inference.Token;
import dev.emulator.fireworks.inference.Tokens;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads prompts that consist of token ids. */
@Component
class TokenIds {

    private final Tokens tokens;

    TokenIds(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Returns token ids; empty if the value is not a list.
     *
     * @throws InferenceException 400 if a number is not the id of a token
     */
    List<Integer> read(JsonNode value) {
        var ids = value.isArray() ? value.valueStream().map(id -> id.asInt(-1)).toList() : List.<Integer>of();
        ids.stream().filter(id -> !tokens.isToken(id)).findFirst().ifPresent(id -> {
            throw InferenceException.invalidRequest("Token id " + id + " is not in the vocabulary of the model");
        });
        return ids;
    }

    String text(List<Integer> ids) {
        return tokens.decode(ids).stream().map(Token::text).collect(Collectors.joining());
    }
}
