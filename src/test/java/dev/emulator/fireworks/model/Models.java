package dev.emulator.fireworks.model;

import dev.emulator.fireworks.resource.FileResourceClient;
import dev.emulator.fireworks.story.ApiClient;

/** The models of an account. */
public final class Models extends FileResourceClient {

    /** A base model that can be tuned. */
    public static final String QWEN = "accounts/fireworks/models/qwen3-8b";

    public Models(ApiClient api) {
        super(api, "models", "model");
    }
}
