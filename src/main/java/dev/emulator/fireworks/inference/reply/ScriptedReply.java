package dev.emulator.fireworks.inference.reply;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.chance.CallTrigger;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.reply.ReplyHitCounter.Hits;
import dev.emulator.fireworks.protojson.ProtoOptional;
import dev.emulator.fireworks.store.NamedEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply that answers matching inference requests of an account in place of a model.
 *
 * @param name {@code accounts/{account}/replies/{reply}}
 * @param createTime when the reply was created, by the account's clock
 * @param matched how many requests matched, whether or not this reply answered them
 * @param replied how many of them it answered
 */
public record ScriptedReply(
        String name,
        @Nullable Instant createTime,
        long matched,
        long replied,
        @JsonUnwrapped Spec spec) implements NamedEntry {

    /**
     * The part of a scripted reply that a test author writes.
     *
     * @param order replies with a smaller number are evaluated first; those with the same number in the order of their creation
     * @param times how many requests the reply answers at most; unset for no limit
     * @param reply the reply to every request
     * @param replies the replies to the first, second, … request, in place of {@code reply}; the last one answers all later requests too
     * @param timing how fast the reply arrives; by default, the timing of the model or the account applies
     */
    public record Spec(
            int order,
            ReplyMatch match,
            CallTrigger when,
            @ProtoOptional @Nullable Integer times,
            @ProtoOptional @Nullable ReplyContent reply,
            List<ReplyContent> replies,
            @ProtoOptional @Nullable TimingSpec timing) {

        List<ReplyContent> contents() {
            return reply == null ? replies : List.of(reply);
        }

        /** Returns whether it answers every request that matches. */
        boolean alwaysReplies() {
            return times == null && when.equals(CallTrigger.ALWAYS);
        }
    }

    /** Returns whether a request counts as matching, which it does only within the window of time. */
    boolean isFor(Prompt prompt, Instant now) {
        return spec.when().isOpen(now) && spec.match().fits(prompt);
    }

    boolean hasRepliesLeft() {
        return spec.times() == null || replied < spec.times();
    }

    /** Returns the content for the next request. */
    ReplyContent next() {
        var contents = spec.contents();
        return contents.get((int) Math.min(replied, contents.size() - 1L));
    }

    ScriptedReply created(String newName, Instant now) {
        return new ScriptedReply(newName, now, 0, 0, spec);
    }

    /** Returns whether the next answer depends on how many requests were counted before. */
    boolean dependsOnHits() {
        return !spec.alwaysReplies()
                || spec.contents().size() > 1
                || spec.contents().get(0).hasTemplates();
    }

    ScriptedReply plus(Hits hits) {
        return new ScriptedReply(name, createTime, matched + hits.matched(), replied + hits.replied(), spec);
    }

    ScriptedReply counted(boolean replies) {
        return new ScriptedReply(name, createTime, matched + 1, replied + (replies ? 1 : 0), spec);
    }
}
