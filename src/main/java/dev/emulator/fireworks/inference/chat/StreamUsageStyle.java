package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.InferenceProperties.StreamUsage;

/** Where a stream has usage. */
enum StreamUsageStyle {
    NONE,
    /** In the chunk with the finish reason. All other chunks have null. */
    FINISH_CHUNK,
    /** In a chunk without choices, after the chunk with the finish reason. */
    EXTRA_CHUNK;

    static StreamUsageStyle of(StreamUsage setting, AnswerOptions options) {
        return switch (setting) {
            case AUTO -> options.includeUsage() ? EXTRA_CHUNK : FINISH_CHUNK;
            case EXTRA_CHUNK -> options.includeUsage() ? EXTRA_CHUNK : NONE;
            case FINISH_CHUNK -> FINISH_CHUNK;
        };
    }
}
