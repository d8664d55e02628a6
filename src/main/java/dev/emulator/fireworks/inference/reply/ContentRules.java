package dev.emulator.fireworks.inference.reply;

import static dev.emulator.fireworks.inference.reply.ReplyRules.require;

import com.samskivert.mustache.MustacheException;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.inference.reply.ReplyContent.ReplyError;
import dev.emulator.fireworks.inference.reply.ReplyContent.UsageSpec;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Validates what a scripted reply says, with its templates. */
final class ContentRules {

    private final ReplyMatch match;
    private final String field;

    /** @param field the field of the request that contains the content */
    ContentRules(ReplyMatch match, String field) {
        this.match = match;
        this.field = field;
    }

    void check(ReplyContent content) {
        var error = content.error();
        if (error != null) {
            require(content.isEmpty(), field + ".error", "cannot be combined with other fields of a reply");
            check(error);
            if (!content.literal()) {
                checkTemplate(error.message(), field + ".error.message");
                checkTemplates(error.body(), field + ".error.body");
            }
            return;
        }
        require(
                !content.isEmpty(),
                field,
                "is empty: it needs content, reasoning, tool_calls, refusal, finish_reason or error");
        require(
                content.refusal().isEmpty()
                        || content.content() == null && content.toolCalls().isEmpty(),
                field + ".refusal",
                "cannot be combined with content or tool_calls");
        require(
                content.logprobs().isEmpty() || content.content() != null,
                field + ".logprobs",
                "are those of the content, which is missing");
        require(
                content.logprobs().stream().allMatch(logprob -> logprob <= 0),
                field + ".logprobs",
                "must be 0 or less");
        require(
                content.toolCalls().stream().noneMatch(call -> call.name().isEmpty()),
                field + ".tool_calls",
                "need a name");
        if (content.usage() != null) {
            check(content.usage());
        }
        if (!content.literal()) {
            checkTemplates(content);
        }
    }

    private void check(UsageSpec usage) {
        require(
                Stream.of(usage.promptTokens(), usage.cachedTokens(), usage.completionTokens(), usage.reasoningTokens())
                        .allMatch(tokens -> tokens >= 0),
                field + ".usage",
                "must not have negative numbers");
        require(
                usage.cachedTokens() <= usage.promptTokens(),
                field + ".usage.cached_tokens",
                "must not be more than prompt_tokens");
        require(
                usage.reasoningTokens() <= usage.completionTokens(),
                field + ".usage.reasoning_tokens",
                "must not be more than completion_tokens");
        require(
                (long) usage.promptTokens() + usage.completionTokens() <= Integer.MAX_VALUE,
                field + ".usage",
                "is too large");
    }

    private void check(ReplyError error) {
        require(
                error.httpStatus() >= 400 && error.httpStatus() <= 599,
                field + ".error.http_status",
                "must be 400 to 599");
        require(
                error.body() == null
                        || error.code().isEmpty()
                                && error.type().isEmpty()
                                && error.message().isEmpty(),
                field + ".error.body",
                "cannot be combined with code, type or message");
        if (!error.retryAfter().isEmpty()) {
            Durations.parse(field + ".error.retry_after", error.retryAfter());
        }
    }

    private void checkTemplates(ReplyContent content) {
        checkTemplates(content.content(), field + ".content");
        checkTemplate(content.reasoning(), field + ".reasoning");
        checkTemplate(content.refusal(), field + ".refusal");
        for (var call : content.toolCalls()) {
            checkTemplate(call.id(), field + ".tool_calls.id");
            checkTemplate(call.name(), field + ".tool_calls.name");
            checkTemplates(call.arguments(), field + ".tool_calls.arguments");
        }
    }

    private void checkTemplates(@Nullable JsonNode value, String path) {
        if (value == null) {
            return;
        }
        if (value.isString()) {
            checkTemplate(value.stringValue(), path);
        } else {
            value.forEach(element -> checkTemplates(element, path));
        }
    }

    private void checkTemplate(String text, String path) {
        if (!ReplyTemplate.isTemplate(text)) {
            return;
        }
        ReplyTemplate template;
        try {
            template = ReplyTemplate.of(text);
        } catch (MustacheException e) {
            throw ApiException.invalidArgument(
                    path,
                    path + " is not a Mustache template: " + e.getMessage() + "; set literal to send braces unchanged");
        }
        template.names().forEach(name -> checkName(name, template.hasSections(), path));
    }

    private void checkName(String name, boolean inSection, String path) {
        var first = name.split("\\.", 2)[0];
        require(
                TemplateRequest.NAMES.contains(first) || inSection && TemplateRequest.ELEMENT_NAMES.contains(first),
                path,
                "has the unknown variable {{" + name + "}}; the variables are "
                        + TemplateRequest.NAMES.stream().sorted().collect(Collectors.joining(", "))
                        + "; set literal to send braces unchanged");
        if (first.equals("groups")) {
            checkGroup(name.substring(first.length()), path);
        }
    }

    private void checkGroup(String group, String path) {
        var regex = match.userText();
        require(
                regex != null && !regex.regex().isEmpty(),
                path,
                "uses groups, which need a regular expression in match.user_text.regex");
        if (regex != null && group.startsWith(".")) {
            var name = group.substring(1);
            require(
                    name.matches("\\d{1,9}")
                            ? Integer.parseInt(name) <= regex.pattern().groupCount()
                            : regex.pattern().namedGroups().containsKey(name),
                    path,
                    "uses the group \"" + name + "\", which match.user_text.regex does not have");
        }
    }
}
