package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.InferenceCall;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Completes chats.
 *
 * @implNote Times in `perf_metrics` and in headers follow from the numbers of tokens, not from measurements, and the rate is not limited:
 *     the `x-ratelimit-*` headers are those of a first request. Log probabilities are generated from the seed, the model and the token.
 */
@RestController
class ChatController {

    private final ChatCompletions chats;
    private final GenerationEndpoint endpoint;

    ChatController(ChatCompletions chats, GenerationEndpoint endpoint) {
        this.chats = chats;
        this.endpoint = endpoint;
    }

    @PostMapping({"/inference/v1/chat/completions", "/v1/chat/completions"})
    void create(InferenceCall call) throws IOException {
        endpoint.answer(call, chats.parse(call));
    }
}
