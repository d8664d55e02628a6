package dev.emulator.fireworks.inference.chat;

/**
 * A part of a choice in a stream.
 *
 * @param call index of the tool call
 * @param tokens the tokens of all parts of this type
 * @param from index of the first token
 * @param to index after the last token
 * @param generated number of tokens that the model has generated, and that are not of the prompt
 */
record Piece(Type type, int call, TokenizedText tokens, int from, int to, int generated) {

    /** Types of parts. */
    enum Type {
        ROLE,
        REASONING,
        CONTENT,
        REFUSAL,
        /** The id and the name of a tool call. */
        TOOL_CALL,
        TOOL_ARGUMENTS,
        FINISH
    }

    String text() {
        return tokens.text(from, to);
    }
}
