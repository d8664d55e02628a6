package dev.emulator.fireworks.inference.reply;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.inference.Operation;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Validates scripted replies, and refuses those that could never answer. */
final class ReplyRules {

    private static final Set<Operation> GENERATING =
            EnumSet.of(Operation.CHAT, Operation.COMPLETION, Operation.RESPONSE, Operation.MESSAGE);

    private ReplyRules() {}

    /** @param now the time by the account's clock */
    static void check(ScriptedReply.Spec spec, Instant now) {
        spec.when().checkNotOver(now);
        check(spec);
    }

    /** Validates a reply without regard to the time. */
    static void check(ScriptedReply.Spec spec) {
        check(spec.match());
        spec.when().check();
        require(spec.times() == null || spec.times() >= 1, "times", "must be at least 1");
        require(spec.reply() == null || spec.replies().isEmpty(), "replies", "cannot be combined with reply");
        require(!spec.contents().isEmpty(), "reply", "is required: the reply, or a list of replies");
        require(
                spec.times() == null || spec.times() >= spec.replies().size(),
                "times",
                "is smaller than the number of replies, so that the last ones would never be used");
        for (int i = 0; i < spec.contents().size(); i++) {
            var field = spec.reply() == null ? "replies[" + i + "]" : "reply";
            new ContentRules(spec.match(), field).check(spec.contents().get(i));
        }
        if (spec.timing() != null) {
            spec.timing().check("timing");
            require(
                    spec.contents().stream().anyMatch(content -> content.error() == null),
                    "timing",
                    "has no effect on errors, which are sent at once");
        }
    }

    /** Refuses a reply that comes after one that answers all of its requests. */
    static void checkNotHidden(ScriptedReply.Spec spec, List<ScriptedReply> known) {
        known.stream()
                .filter(other -> other.spec().order() <= spec.order()
                        && other.spec().alwaysReplies()
                        && covers(other.spec().match(), spec.match()))
                .findFirst()
                .ifPresent(other -> {
                    throw ApiException.invalidArgument(
                            "match",
                            "match: " + other.name() + " already answers all of these requests; use an order below "
                                    + other.spec().order() + " to be evaluated before it");
                });
    }

    private static boolean covers(ReplyMatch other, ReplyMatch match) {
        return other.equals(match) || other.isUnset();
    }

    private static void check(ReplyMatch match) {
        var operation = operation(match.operation());
        check(match.userText(), "match.user_text");
        check(match.systemText(), "match.system_text");
        if (operation.isPresent()) {
            require(
                    GENERATING.contains(operation.get()),
                    "match.operation",
                    "\"" + match.operation() + "\" generates no text");
            var isCompletion = operation.get() == Operation.COMPLETION;
            require(!isCompletion || match.systemText() == null, "match.system_text", noneIn("system message"));
            require(!isCompletion || match.tools().isEmpty(), "match.tools", noneIn("tools"));
            require(!isCompletion || !isTrue(match.toolResult()), "match.tool_result", noneIn("results of tools"));
        }
        require(match.tools().stream().noneMatch(String::isEmpty), "match.tools", "must not contain an empty name");
    }

    private static String noneIn(String what) {
        return "never matches, because text completions have no " + what;
    }

    private static Optional<Operation> operation(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var found = Arrays.stream(Operation.values())
                .filter(operation -> operation.name().equals(name)
                        || operation.operationName().equals(name))
                .findFirst();
        require(
                found.isPresent(),
                "match.operation",
                "\"" + name + "\" is unknown; use one of "
                        + GENERATING.stream().map(Operation::name).collect(Collectors.joining(", ")));
        return found;
    }

    private static void check(@Nullable TextMatch match, String field) {
        if (match == null) {
            return;
        }
        require(!match.isUnset(), field, "needs equals, contains or regex");
        match.check(field);
        require(
                match.equals().isEmpty() || match.fits(match.equals()),
                field,
                "never matches: the text in equals does not match contains and regex");
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return value != null && value;
    }

    static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw ApiException.invalidArgument(field, field + " " + rule);
        }
    }
}
