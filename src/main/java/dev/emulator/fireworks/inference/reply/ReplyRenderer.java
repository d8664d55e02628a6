package dev.emulator.fireworks.inference.reply;

import com.samskivert.mustache.MustacheException;
import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.inference.Completion;
import dev.emulator.fireworks.inference.InferenceException;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.Reply;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.Usage;
import dev.emulator.fireworks.inference.reply.ReplyContent.ReplyError;
import dev.emulator.fireworks.inference.reply.ReplyContent.ToolCallSpec;
import dev.emulator.fireworks.inference.reply.ReplyContent.UsageSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Renders the templates of a scripted reply for one request. */
final class ReplyRenderer {

    private final ScriptedReply script;
    private final ReplyContent content;
    private final Prompt prompt;
    private @Nullable Map<String, Object> request;

    /** @param script the reply, as it was before the request was counted */
    ReplyRenderer(ScriptedReply script, Prompt prompt) {
        this.script = script;
        this.content = script.next();
        this.prompt = prompt;
    }

    String rule() {
        return "scripted " + script.id();
    }

    /** @throws InferenceException the error of the script, or the reason why a template cannot be rendered */
    Reply render() {
        if (content.error() != null) {
            throw error(content.error());
        }
        return new Reply(
                text(content.content()),
                text(content.reasoning()),
                content.toolCalls().stream().map(this::toolCall).toList(),
                text(content.refusal()),
                content.finishReason(),
                usage(content.usage()),
                content.logprobs());
    }

    private ToolCall toolCall(ToolCallSpec call) {
        var arguments = text(call.arguments());
        return new ToolCall(text(call.id()), text(call.name()), call.arguments() == null ? "{}" : arguments);
    }

    private static @Nullable Usage usage(@Nullable UsageSpec usage) {
        return usage == null
                ? null
                : new Usage(
                        usage.promptTokens(), usage.cachedTokens(), usage.completionTokens(), usage.reasoningTokens());
    }

    private InferenceException error(ReplyError error) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(Completion.RULE_HEADER, rule());
        if (!error.retryAfter().isEmpty()) {
            var wait = Durations.parse("error.retry_after", error.retryAfter());
            headers.put(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(wait.plusNanos(999_999_999).toSeconds()));
        }
        var type = error.type().isEmpty() ? "error" : error.type();
        var exception =
                new InferenceException(error.httpStatus(), error.code(), type, null, text(error.message()), headers);
        var body = error.body();
        return body == null ? exception : exception.withBody(text(body), !body.isString());
    }

    private String text(@Nullable JsonNode value) {
        if (value == null) {
            return "";
        }
        return value.isString() ? text(value.stringValue()) : rendered(value).toString();
    }

    private JsonNode rendered(JsonNode value) {
        if (value.isString()) {
            return JsonNodeFactory.instance.stringNode(text(value.stringValue()));
        }
        if (value.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> array.add(rendered(element)));
            return array;
        }
        if (value.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(field -> object.set(field.getKey(), rendered(field.getValue())));
            return object;
        }
        return value;
    }

    private String text(String text) {
        if (content.literal() || !ReplyTemplate.isTemplate(text)) {
            return text;
        }
        try {
            return ReplyTemplate.of(text).render(request());
        } catch (MustacheException e) {
            throw InferenceException.invalidRequest(
                    "The template of " + script.name() + " cannot be rendered: " + e.getMessage());
        }
    }

    private Map<String, Object> request() {
        var known = request;
        if (known == null) {
            known = TemplateRequest.of(prompt, script.spec().match().userText(), script.replied() + 1);
            request = known;
        }
        return known;
    }
}
