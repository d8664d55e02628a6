package dev.emulator.fireworks.inference.reply;

import dev.emulator.fireworks.chance.CallTrigger;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.reply.ReplyHitCounter.Hits;
import dev.emulator.fireworks.store.NamedEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The scripted replies of an account, in the order in which they are evaluated.
 *
 * @param named how many ids the server has generated, so that it generates none twice
 */
record AccountReplies(List<ScriptedReply> replies, int named) {

    private static final String PREFIX = "reply-";

    /** Sorting is stable, so that replies with the same order stay in the order of their creation. */
    private static final Comparator<ScriptedReply> BY_ORDER =
            Comparator.comparingInt(reply -> reply.spec().order());

    static AccountReplies none() {
        return new AccountReplies(List.of(), 0);
    }

    List<ScriptedReply> matching(Prompt prompt, Instant now) {
        return replies.stream().filter(reply -> reply.isFor(prompt, now)).toList();
    }

    AccountReplies plus(Map<String, Hits> hits) {
        return new AccountReplies(
                replies.stream()
                        .map(reply -> reply.plus(hits.getOrDefault(reply.name(), Hits.NONE)))
                        .toList(),
                named);
    }

    /** Counts a request for all matching replies. The first whose turn it is answers, and is passed on as it was before. */
    AccountReplies count(Prompt prompt, Instant now, long seed, Consumer<ScriptedReply> answers) {
        var counted = new ArrayList<ScriptedReply>();
        var answered = false;
        for (var reply : replies) {
            if (!reply.isFor(prompt, now)) {
                counted.add(reply);
                continue;
            }
            var chance = CallTrigger.chance(seed, reply.id(), reply.matched());
            var isTurn = reply.spec().when().isTurn(reply.matched() + 1, chance);
            var replies = isTurn && !answered && reply.hasRepliesLeft();
            counted.add(reply.counted(replies));
            if (replies) {
                answered = true;
                answers.accept(reply);
            }
        }
        return new AccountReplies(List.copyOf(counted), named);
    }

    AccountReplies with(ScriptedReply reply) {
        return new AccountReplies(
                NamedEntry.with(replies, reply).stream().sorted(BY_ORDER).toList(), named);
    }

    AccountReplies without(String id) {
        return new AccountReplies(NamedEntry.without(replies, id), named);
    }

    /** Reserves an unused id, which is then {@link #freeId}. */
    AccountReplies naming() {
        return new AccountReplies(replies, NamedEntry.nextNumber(replies, PREFIX, named));
    }

    String freeId() {
        return PREFIX + named;
    }
}
