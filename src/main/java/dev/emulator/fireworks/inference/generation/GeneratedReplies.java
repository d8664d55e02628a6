package dev.emulator.fireworks.inference.generation;

import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.Reply;
import dev.emulator.fireworks.inference.ReplyProvider;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Replies to every prompt. */
@Component
@Order(ReplyProvider.GENERATED)
class GeneratedReplies implements ReplyProvider {

    @Override
    public Optional<Provided> reply(Prompt prompt, int choice) {
        return Optional.of(new Provided(
                Reply.text(
                        "The Fireworks emulator replies for " + prompt.model().model() + '.'),
                "generated",
                null));
    }
}
