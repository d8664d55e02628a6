package dev.emulator.fireworks.inference.reply;

import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.seed.EntrySeedHandler;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Seeds scripted replies. A reply that already exists keeps its counts. */
@Component
@Order(41)
class ReplySeedHandler extends EntrySeedHandler<ScriptedReply> {

    private final Replies replies;

    ReplySeedHandler(Replies replies, ProtoJson protoJson) {
        super("replies", ScriptedReply.class, protoJson);
        this.replies = replies;
    }

    @Override
    protected void check(String account, String id, ScriptedReply reply) {
        replies.check(account, id, reply);
    }

    @Override
    protected boolean exists(String account, String id) {
        return replies.list(account).stream().anyMatch(known -> known.id().equals(id));
    }

    @Override
    protected void add(String account, String id, ScriptedReply reply) {
        replies.add(account, id, reply);
    }
}
