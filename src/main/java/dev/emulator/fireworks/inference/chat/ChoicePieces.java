package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.Choice;
import dev.emulator.fireworks.inference.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a choice in a stream, in their order. */
final class ChoicePieces {

    private final Generation.Answer answer;
    private final AnswerTokens.AnswerText content;
    private final List<Section> sections;
    private int section;
    private int token;

    /** Parts of one type. A section without text is one part. */
    private record Section(
            Piece.Type type, int call, @Nullable TokenizedText text) {}

    private ChoicePieces(Generation.Answer answer, AnswerTokens.AnswerText content, List<Section> sections) {
        this.answer = answer;
        this.content = content;
        this.sections = sections;
    }

    /** Returns the parts of a choice. */
    static ChoicePieces of(Generation.Answer answer, AnswerOptions options, AnswerTokens tokens) {
        return answer.input().prompt().operation() == Operation.COMPLETION
                ? ofText(answer, options, tokens)
                : ofMessage(answer, options, tokens);
    }

    /** Returns the parts of a message: its role, reasoning, content, refusal and tool calls. */
    static ChoicePieces ofMessage(Generation.Answer answer, AnswerOptions options, AnswerTokens tokens) {
        var choice = answer.choice();
        var content = tokens.content(answer, options);
        var sections = new ArrayList<Section>();
        sections.add(new Section(Piece.Type.ROLE, 0, null));
        sections.add(new Section(Piece.Type.REASONING, 0, tokens.split(choice.reasoning())));
        sections.add(new Section(Piece.Type.CONTENT, 0, content.tokens()));
        if (!choice.refusal().isEmpty()) {
            sections.add(new Section(Piece.Type.REFUSAL, 0, null));
        }
        for (int i = 0; i < choice.toolCalls().size(); i++) {
            sections.add(new Section(Piece.Type.TOOL_CALL, i, null));
            sections.add(new Section(
                    Piece.Type.TOOL_ARGUMENTS,
                    i,
                    tokens.split(choice.toolCalls().get(i).arguments())));
        }
        sections.add(new Section(Piece.Type.FINISH, 0, null));
        return new ChoicePieces(answer, content, sections);
    }

    /** Returns the parts of a text. */
    static ChoicePieces ofText(Generation.Answer answer, AnswerOptions options, AnswerTokens tokens) {
        var content = tokens.content(answer, options);
        var sections =
                List.of(new Section(Piece.Type.CONTENT, 0, content.tokens()), new Section(Piece.Type.FINISH, 0, null));
        return new ChoicePieces(answer, content, sections);
    }

    Generation.Answer answer() {
        return answer;
    }

    Choice choice() {
        return answer.choice();
    }

    AnswerTokens.AnswerText content() {
        return content;
    }

    /** Returns the next part; null after the last one. */
    @Nullable
    Piece next() {
        while (section < sections.size()) {
            var current = sections.get(section);
            var text = current.text();
            if (text == null) {
                section++;
                return new Piece(current.type(), current.call(), TokenizedText.EMPTY, 0, 0, 0);
            }
            if (token < text.size()) {
                return next(current, text);
            }
            section++;
            token = 0;
        }
        return null;
    }

    private Piece next(Section current, TokenizedText text) {
        var from = token;
        var isEcho = current.type() == Piece.Type.CONTENT && from < content.echoed();
        token = isEcho ? content.echoed() : text.endOfCharacter(from);
        return new Piece(current.type(), current.call(), text, from, token, isEcho ? 0 : token - from);
    }
}
