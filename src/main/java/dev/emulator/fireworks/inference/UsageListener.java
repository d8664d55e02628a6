package dev.emulator.fireworks.inference;

/** Is notified of the tokens that a request has used. */
public interface UsageListener {

    /** Called once for each request that was answered, after its last token, or when its client has disconnected. */
    void used(Operation operation, String account, ServedModel model, Usage usage);
}
