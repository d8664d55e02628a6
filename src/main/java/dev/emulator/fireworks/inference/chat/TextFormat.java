package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.FinishReason;
import tools.jackson.core.JsonGenerator;

/** Writes choices as text. */
final class TextFormat implements ChoiceFormat {

    @Override
    public String objectName(boolean isChunk) {
        return "text_completion";
    }

    @Override
    public boolean hasPromptTokensInChoice() {
        return true;
    }

    @Override
    public void writeChoice(JsonGenerator json, Generation.Answer answer, String content) {
        json.writeStringProperty("text", content);
        json.writeStringProperty("finish_reason", finishReason(answer));
    }

    @Override
    public void writePiece(JsonGenerator json, ChoicePieces pieces, Piece piece) {
        json.writeStringProperty("text", piece.text());
        if (piece.type() == Piece.Type.FINISH) {
            json.writeStringProperty("finish_reason", finishReason(pieces.answer()));
        } else {
            json.writeNullProperty("finish_reason");
        }
    }

    /** A text has no other finish reasons, because a tool call is part of it. */
    private static String finishReason(Generation.Answer answer) {
        var reason = answer.choice().finishReason();
        return (reason == FinishReason.LENGTH ? reason : FinishReason.STOP).apiName();
    }
}
