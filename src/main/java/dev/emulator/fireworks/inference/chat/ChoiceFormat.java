package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.Operation;
import tools.jackson.core.JsonGenerator;

/** How an endpoint writes choices. */
interface ChoiceFormat {

    ChoiceFormat CHAT = new ChatFormat();
    ChoiceFormat TEXT = new TextFormat();

    static ChoiceFormat of(Operation operation) {
        return operation == Operation.COMPLETION ? TEXT : CHAT;
    }

    /** Returns the field {@code object} of an answer or of its chunks. */
    String objectName(boolean isChunk);

    /** Returns whether the tokens of the prompt are a field of the choice, and not of the answer. */
    boolean hasPromptTokensInChoice();

    /**
     * Writes the members of a choice, up to the finish reason.
     *
     * @param content text, after the repeated part of the prompt
     */
    void writeChoice(JsonGenerator json, Generation.Answer answer, String content);

    /** Writes the members of a choice in a chunk, up to the finish reason. */
    void writePiece(JsonGenerator json, ChoicePieces pieces, Piece piece);
}
