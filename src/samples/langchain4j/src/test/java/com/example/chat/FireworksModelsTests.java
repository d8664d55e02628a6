package com.example.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.testing.FireworksEmulator;
import dev.emulator.fireworks.testing.junit.FireworksEmulatorTest;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.service.AiServices;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@FireworksEmulatorTest
class FireworksModelsTests {

    private static final String MODEL = "accounts/fireworks/models/gpt-oss-120b";
    private static final String EMBEDDING_MODEL = "accounts/fireworks/models/qwen3-embedding-8b";
    private static final String HELLO = "Hello from a scripted reply, in several words.";

    private FireworksEmulator emulator;
    private FireworksModels models;

    @BeforeEach
    void useItsAccount(FireworksEmulator emulator) {
        this.emulator = emulator;
        models = new FireworksModels(emulator.getBaseUrl(), "fw_account_" + emulator.getAccountId());
    }

    @Test
    void aChatHasTheScriptedReply() throws Exception {
        scriptHello();
        check(models.chat(MODEL, 0).chat(UserMessage.from("Say hello")));
    }

    @Test
    void aStreamHasTheSameContent() throws Exception {
        scriptHello();
        var pieces = new StringBuilder();
        var response = new CompletableFuture<ChatResponse>();
        models.streamingChat(MODEL).chat("Say hello", new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String piece) {
                pieces.append(piece);
            }

            @Override
            public void onCompleteResponse(ChatResponse complete) {
                response.complete(complete);
            }

            @Override
            public void onError(Throwable error) {
                response.completeExceptionally(error);
            }
        });
        check(response.get(30, TimeUnit.SECONDS));
        assertThat(pieces).hasToString(HELLO);
    }

    @Test
    void theAssistantCallsItsTool() throws Exception {
        script("""
                {"match": {"tools": ["getWeather"], "toolResult": false},
                 "reply": {"toolCalls": [{"name": "getWeather", "arguments": {"city": "Paris"}}]}}""");
        script("""
                {"match": {"toolResult": true}, "reply": {"content": "It is sunny in Paris."}}""");
        var weather = new Weather();
        var assistant = AiServices.builder(WeatherAssistant.class)
                .chatModel(models.chat(MODEL, 0))
                .tools(weather)
                .build();

        var answer = assistant.answer("What is the weather in Paris?");

        assertThat(answer.content()).isEqualTo("It is sunny in Paris.");
        assertThat(answer.toolExecutions()).singleElement().satisfies(call -> {
            assertThat(call.request().name()).isEqualTo("getWeather");
            assertThat(call.result()).isEqualTo("sunny");
        });
        assertThat(weather.cities()).containsExactly("Paris");
    }

    @Test
    void similarTextsHaveSimilarEmbeddings() {
        var model = models.embedding(EMBEDDING_MODEL);
        var texts = List.of("a red apple", "a green apple", "tax law");
        var response = model.embedAll(texts.stream().map(TextSegment::from).toList());
        var vectors = response.content();
        assertThat(product(vectors.get(0).vector(), vectors.get(1).vector()))
                .isGreaterThan(product(vectors.get(0).vector(), vectors.get(2).vector()));
        assertThat(response.tokenUsage().inputTokenCount()).isPositive();
    }

    @Test
    void errorsHaveTheirOwnExceptions() {
        assertThatThrownBy(() -> models.chat("accounts/fireworks/models/no-such-model", 0).chat("Hello"))
                .isInstanceOf(ModelNotFoundException.class)
                .hasMessageContaining("Model not found, inaccessible, and/or not deployed");
        var request = ChatRequest.builder()
                .messages(UserMessage.from("Hello"))
                .parameters(OpenAiChatRequestParameters.builder().temperature(5.0).build())
                .build();
        assertThatThrownBy(() -> models.chat(MODEL, 0).chat(request))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("temperature");
    }

    @Test
    void aRequestOverTheRateLimitIsRepeated() throws Exception {
        scriptHello();
        script("""
                {"order": -1, "times": 2, "reply": {"error": {"httpStatus": 429, "code": "invalid_request_error",
                  "type": "invalid_request_error", "message": "rate limit exceeded, please try again later"}}}""");
        assertThatThrownBy(() -> models.chat(MODEL, 0).chat("Say hello"))
                .isInstanceOf(RateLimitException.class)
                .hasCauseInstanceOf(HttpException.class);
        assertThat(models.chat(MODEL, 1).chat("Say hello")).isEqualTo(HELLO);
    }

    private static void check(ChatResponse response) {
        assertThat(response.aiMessage().text()).isEqualTo(HELLO);
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.modelName()).isEqualTo(MODEL);
        var usage = response.tokenUsage();
        assertThat(usage.inputTokenCount()).isEqualTo(11);
        assertThat(usage.outputTokenCount()).isEqualTo(7);
    }

    private void scriptHello() throws IOException, InterruptedException {
        script("""
                {"match": {"userText": {"equals": "Say hello"}}, "reply": {"content": "%s",
                  "usage": {"promptTokens": 11, "cachedTokens": 4, "completionTokens": 7}}}""".formatted(HELLO));
    }

    private void script(String reply) throws IOException, InterruptedException {
        var url = emulator.getBaseUrl() + "/_emulator/v1/accounts/" + emulator.getAccountId() + "/replies";
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + emulator.getApiKey())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(reply))
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private static double product(float[] one, float[] other) {
        var sum = 0.0;
        for (var i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
