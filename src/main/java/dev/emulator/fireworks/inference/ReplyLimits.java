package dev.emulator.fireworks.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Applies stop texts and the maximum number of tokens to replies. */
@Component
class ReplyLimits {

    private final Tokens tokens;

    ReplyLimits(Tokens tokens) {
        this.tokens = tokens;
    }

    /** A reply within the limits, and its numbers of tokens. */
    record Limited(Choice choice, int tokens, int reasoningTokens) {}

    Limited apply(Prompt prompt, int index, Reply reply) {
        var left = prompt.sampling().maxTokens();
        var stop = firstStop(reply.content(), prompt.sampling().stop());
        var stopped = !stop.isEmpty();
        var content = stopped ? reply.content().substring(0, reply.content().indexOf(stop)) : reply.content();
        var reasoning = first(reply.reasoning(), left);
        left -= reasoning.count();
        var text = reasoning.cut() ? Cut.NOTHING : first(content, left);
        left -= text.count();
        var calls = new ArrayList<ToolCall>();
        var cut = reasoning.cut() || text.cut();
        var callTokens = 0;
        for (var call : stopped ? List.<ToolCall>of() : reply.toolCalls()) {
            if (cut) {
                break;
            }
            var arguments = first(call.arguments(), left - tokens.count(call.name()));
            var used = tokens.count(call.name()) + arguments.count();
            callTokens += used;
            left -= used;
            cut = arguments.cut();
            calls.add(new ToolCall(call.id(), call.name(), arguments.text()));
        }
        var choice = new Choice(
                index,
                text.text(),
                reasoning.text(),
                calls,
                reply.refusal(),
                finishReason(reply, cut, !calls.isEmpty()),
                reply.logprobs(),
                cut ? "" : stop);
        return new Limited(choice, reasoning.count() + text.count() + callTokens, reasoning.count());
    }

    private static FinishReason finishReason(Reply reply, boolean cut, boolean callsTools) {
        var scripted = reply.finishReason();
        if (scripted != null) {
            return scripted;
        }
        if (cut) {
            return FinishReason.LENGTH;
        }
        return callsTools ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    }

    /** Returns the stop text that is the first in a text; empty if it has none. */
    private static String firstStop(String text, List<String> stop) {
        return stop.stream()
                .filter(word -> !word.isEmpty() && text.contains(word))
                .min(Comparator.comparingInt(text::indexOf))
                .orElse("");
    }

    private record Cut(String text, int count, boolean cut) {

        private static final Cut NOTHING = new Cut("", 0, false);
    }

    private Cut first(String text, int most) {
        var count = tokens.count(text);
        if (count <= most) {
            return new Cut(text, count, false);
        }
        var kept = new StringBuilder();
        tokens.split(text).stream().limit(Math.max(0, most)).forEach(token -> kept.append(token.text()));
        return new Cut(kept.toString(), Math.max(0, most), true);
    }
}
