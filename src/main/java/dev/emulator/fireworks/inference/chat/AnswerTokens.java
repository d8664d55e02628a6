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

    /**
     * A text of an answer, after the repeated part of the prompt.
     *
     * @param tokens of both
     * @param echoed number of tokens of the repeated part
     * @param offset number of characters of the prompt that are before the text
     */
    record AnswerText(TokenizedText tokens, int echoed, int offset) {}

    /** Returns the text that the client sees as content. */
    AnswerText content(Generation.Answer answer, AnswerOptions options) {
        return afterEcho(answer, options, text(answer));
    }

    /** Returns what the model has generated. */
    AnswerText raw(Generation.Answer answer, AnswerOptions options) {
        return afterEcho(answer, options, RawText.of(answer.choice()));
    }

    private AnswerText afterEcho(Generation.Answer answer, AnswerOptions options, String text) {
        var echoed = echoed(answer.input(), options);
        var all = new ArrayList<>(echoed);
        all.addAll(tokens.split(text));
        return new AnswerText(TokenizedText.of(all), echoed.size(), lengthOfPrompt(answer) - length(answer, echoed));
    }

    private List<Token> echoed(GenerationRequest.Input input, AnswerOptions options) {
        if (options.echo() == 0) {
            return List.of();
        }
        var prompt = prompt(input);
        return prompt.subList(Math.max(0, prompt.size() - options.echo()), prompt.size());
    }

    /** In a chat, offsets count from the start of the content. */
    private static int lengthOfPrompt(Generation.Answer answer) {
        return isText(answer) ? length(answer.input().prompt().conversation().lastUserText()) : 0;
    }

    private static int length(Generation.Answer answer, List<Token> echoed) {
        return isText(answer)
                ? echoed.stream().mapToInt(token -> length(token.text())).sum()
                : 0;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isText(Generation.Answer answer) {
        return answer.input().prompt().operation() == Operation.COMPLETION;
    }

    /** Returns the text of the content, without tokens. */
    static String text(Generation.Answer answer) {
        return isText(answer) ? RawText.of(answer.choice()) : answer.choice().content();
    }
}
