package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.RawText;
import dev.emulator.fireworks.inference.Token;
import dev.emulator.fireworks.inference.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Splits prompts and answers into tokens. */
@Component
class AnswerTokens {

    private final Tokens tokens;

    AnswerTokens(Tokens tokens) {
        this.tokens = tokens;
    }

    TokenizedText split(String text) {
        return text.isEmpty() ? TokenizedText.EMPTY : TokenizedText.of(tokens.split(text));
    }

    /** Returns the tokens of a prompt, with those of the chat template. */
    List<Token> prompt(GenerationRequest.Input input) {
        return input.tokenIds().isEmpty() ? tokens.render(input.prompt()) : tokens.decode(input.tokenIds());
    }

    /** Returns the part of the prompt that the answer repeats. */
    List<Token> echoed(GenerationRequest.Input input, AnswerOptions options) {
        if (options.echo() == 0) {
            return List.of();
        }
        var prompt = prompt(input);
        return prompt.subList(Math.max(0, prompt.size() - options.echo()), prompt.size());
    }

    /** Returns the text that the client sees as content, after the repeated part of the prompt. */
    TokenizedText content(Generation.Answer answer, AnswerOptions options) {
        return afterEcho(answer, options, text(answer));
    }

    /** Returns what the model has generated, after the repeated part of the prompt. */
    TokenizedText raw(Generation.Answer answer, AnswerOptions options) {
        return afterEcho(answer, options, RawText.of(answer.choice()));
    }

    private TokenizedText afterEcho(Generation.Answer answer, AnswerOptions options, String text) {
        var all = new ArrayList<>(echoed(answer.input(), options));
        all.addAll(tokens.split(text));
        return TokenizedText.of(all);
    }

    /** Returns the text of the content, without tokens. */
    static String text(Generation.Answer answer) {
        return answer.input().prompt().operation() == Operation.COMPLETION
                ? RawText.of(answer.choice())
                : answer.choice().content();
    }

    /** Returns the number of characters of the prompt that are before the answer's text. */
    int offset(Generation.Answer answer, AnswerOptions options) {
        if (answer.input().prompt().operation() != Operation.COMPLETION) {
            return 0;
        }
        var prompt = answer.input().prompt().conversation().lastUserText();
        return prompt.codePointCount(0, prompt.length())
                - TokenizedText.of(echoed(answer.input(), options)).length();
    }
}
