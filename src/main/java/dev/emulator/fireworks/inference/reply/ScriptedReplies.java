package dev.emulator.fireworks.inference.reply;

import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.ReplyProvider;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Replies with the scripted replies of the account. */
@Component
@Order(ReplyProvider.SCRIPTED)
class ScriptedReplies implements ReplyProvider {

    private final Replies replies;

    ScriptedReplies(Replies replies) {
        this.replies = replies;
    }

    @Override
    public Optional<Provided> reply(Prompt prompt, int choice) {
        return replies.find(prompt).map(script -> provided(script, prompt));
    }

    private static Provided provided(ScriptedReply script, Prompt prompt) {
        var renderer = new ReplyRenderer(script, prompt);
        var timing = script.spec().timing();
        return new Provided(renderer.render(), renderer.rule(), timing == null ? null : timing.timing(), true);
    }
}
