package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.ToolCall;
import tools.jackson.core.JsonGenerator;

/** Writes choices as messages. */
final class ChatFormat implements ChoiceFormat {

    @Override
    public String objectName(boolean isChunk) {
        return isChunk ? "chat.completion.chunk" : "chat.completion";
    }

    @Override
    public boolean hasPromptTokensInChoice() {
        return false;
    }

    @Override
    public void writeChoice(JsonGenerator json, Generation.Answer answer, String content) {
        var choice = answer.choice();
        json.writeObjectPropertyStart("message");
        json.writeStringProperty("role", "assistant");
        if (content.isEmpty()
                && (!choice.toolCalls().isEmpty() || !choice.refusal().isEmpty())) {
            json.writeNullProperty("content");
        } else {
            json.writeStringProperty("content", content);
        }
        if (!choice.reasoning().isEmpty()) {
            json.writeStringProperty("reasoning_content", choice.reasoning());
        }
        if (!choice.toolCalls().isEmpty()) {
            json.writeArrayPropertyStart("tool_calls");
            for (int i = 0; i < choice.toolCalls().size(); i++) {
                var call = choice.toolCalls().get(i);
                writeToolCall(json, i, call, call.arguments());
            }
            json.writeEndArray();
        }
        if (!choice.refusal().isEmpty()) {
            json.writeStringProperty("refusal", choice.refusal());
        }
        json.writeEndObject();
        json.writeStringProperty("finish_reason", choice.finishReason().apiName());
    }

    @Override
    public void writePiece(JsonGenerator json, ChoicePieces pieces, Piece piece) {
        json.writeObjectPropertyStart("delta");
        switch (piece.type()) {
            case ROLE -> json.writeStringProperty("role", "assistant");
            case REASONING -> json.writeStringProperty("reasoning_content", piece.text());
            case CONTENT -> json.writeStringProperty("content", piece.text());
            case REFUSAL -> json.writeStringProperty("refusal", pieces.choice().refusal());
            case TOOL_CALL, TOOL_ARGUMENTS -> writeToolCallPiece(json, pieces, piece);
            case FINISH -> {}
        }
        json.writeEndObject();
        if (piece.type() == Piece.Type.FINISH) {
            json.writeStringProperty(
                    "finish_reason", pieces.choice().finishReason().apiName());
        } else {
            json.writeNullProperty("finish_reason");
        }
    }

    private static void writeToolCallPiece(JsonGenerator json, ChoicePieces pieces, Piece piece) {
        json.writeArrayPropertyStart("tool_calls");
        if (piece.type() == Piece.Type.TOOL_CALL) {
            writeToolCall(json, piece.call(), pieces.choice().toolCalls().get(piece.call()), "");
        } else {
            json.writeStartObject();
            json.writeNumberProperty("index", piece.call());
            json.writeObjectPropertyStart("function");
            json.writeStringProperty("arguments", piece.text());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeToolCall(JsonGenerator json, int index, ToolCall call, String arguments) {
        json.writeStartObject();
        json.writeNumberProperty("index", index);
        json.writeStringProperty("id", call.id());
        json.writeStringProperty("type", "function");
        json.writeObjectPropertyStart("function");
        json.writeStringProperty("name", call.name());
        json.writeStringProperty("arguments", arguments);
        json.writeEndObject();
        json.writeEndObject();
    }
}
