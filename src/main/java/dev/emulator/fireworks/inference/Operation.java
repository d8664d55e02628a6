package dev.emulator.fireworks.inference;

/** The operations that generate text. */
public enum Operation {
    CHAT("create_chat_completion_v1_chat_completions_post"),
    COMPLETION("create_completion_v1_completions_post"),
    RESPONSE("create_response_v1_responses_post"),
    MESSAGE("messages_post"),
    EMBEDDING("create_embedding"),
    RERANK("rerank");

    private final String operationName;

    Operation(String operationName) {
        this.operationName = operationName;
    }

    /** Returns the vendor's operation name, as in the journal and in faults. */
    public String operationName() {
        return operationName;
    }
}
