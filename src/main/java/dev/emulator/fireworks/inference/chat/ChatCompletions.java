package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.auth.Caller;
import dev.emulator.fireworks.inference.Completion;
import dev.emulator.fireworks.inference.InferenceCall;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Usage;
import dev.emulator.fireworks.inference.schema.RequestValidator;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Completes chats, also those that do not arrive over HTTP. */
@Component
public class ChatCompletions {

    private final RequestValidator validator;
    private final ChatRequestParser parser;
    private final TextGenerator generator;
    private final AnswerWriter writer;

    ChatCompletions(
            RequestValidator validator, ChatRequestParser parser, TextGenerator generator, AnswerWriter writer) {
        this.validator = validator;
        this.parser = parser;
        this.generator = generator;
        this.writer = writer;
    }

    /**
     * An answer.
     *
     * @param json as the endpoint returns it
     * @param rule value of the header X-Emulator-Reply
     */
    public record Answer(byte[] json, Usage usage, String rule) {}

    /**
     * Completes a chat, and reports its usage.
     *
     * @param body as the endpoint accepts it
     * @throws dev.emulator.fireworks.inference.InferenceException if the request must fail
     */
    public Answer complete(String account, Caller caller, ObjectNode body) {
        var model = validator.validate(Operation.CHAT, account, caller, body);
        var generation = generator.generate(parser.parse(account, model, body), UnaryOperator.<Completion>identity());
        generator.report(generation, generation.usage());
        return new Answer(writer.write(generation, true), generation.usage(), generation.rule());
    }

    GenerationRequest parse(InferenceCall call) {
        var model = validator.validate(Operation.CHAT, call);
        return parser.parse(call.account(), model, call.body());
    }
}
