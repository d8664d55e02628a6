package com.example.chat;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;

/**
 * Models of Fireworks, whose inference API is compatible with OpenAI's.
 *
 * @param baseUrl {@code https://api.fireworks.ai}, or the URL of an emulator
 */
public record FireworksModels(String baseUrl, String apiKey) {

    public OpenAiChatModel chat(String model, int maxRetries) {
        return OpenAiChatModel.builder()
                .baseUrl(inferenceUrl())
                .apiKey(apiKey)
                .modelName(model)
                .maxRetries(maxRetries)
                .build();
    }

    public OpenAiStreamingChatModel streamingChat(String model) {
        return OpenAiStreamingChatModel.builder()
                .baseUrl(inferenceUrl())
                .apiKey(apiKey)
                .modelName(model)
                .build();
    }

    public EmbeddingModel embedding(String model) {
        return OpenAiEmbeddingModel.builder()
                .baseUrl(inferenceUrl())
                .apiKey(apiKey)
                .modelName(model)
                .build();
    }

    private String inferenceUrl() {
        return baseUrl + "/inference/v1";
    }
}
