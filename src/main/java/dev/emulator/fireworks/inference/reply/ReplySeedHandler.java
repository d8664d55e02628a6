package dev.emulator.fireworks.inference.reply;

import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.seed.SeedFiles;
import dev.emulator.fireworks.seed.SeedHandler;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Seeds scripted replies. A reply that already exists keeps its counts. */
@Component
@Order(41)
class ReplySeedHandler implements SeedHandler {

    private final Replies replies;
    private final ProtoJson protoJson;

    ReplySeedHandler(Replies replies, ProtoJson protoJson) {
        this.replies = replies;
        this.protoJson = protoJson;
    }

    @Override
    public String key() {
        return "replies";
    }

    @Override
    public Step prepare(String account, String id, ObjectNode fields, SeedFiles files) {
        var reply = protoJson.read(protoJson.writeBytes(fields), ScriptedReply.class);
        replies.check(account, id, reply);
        return () -> {
            if (replies.list(account).stream().anyMatch(known -> known.id().equals(id))) {
                return Outcome.UNCHANGED;
            }
            replies.add(account, id, reply);
            return Outcome.CREATED;
        };
    }
}
