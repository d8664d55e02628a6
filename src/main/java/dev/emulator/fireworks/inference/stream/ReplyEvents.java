package dev.emulator.fireworks.inference.stream;

import dev.emulator.fireworks.inference.Token;
import dev.emulator.fireworks.inference.Tokens;
import dev.emulator.fireworks.inference.Usage;
import dev.emulator.fireworks.routes.ReplyFault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The named events of a reply. They are written when they are due. Texts are sent token by token, and a fault of the reply ends the events
 * before those that finish the reply.
 */
public final class ReplyEvents implements EventSource {

    private final Tokens tokens;
    private final Usage usage;
    private final Consumer<Usage> report;
    private final Deque<Part> parts = new ArrayDeque<>();
    private @Nullable ReplyFault fault;
    private @Nullable Function<ReplyFault.StreamError, ObjectNode> error;
    private int sent;
    private int generated;
    private int reasoned;
    private boolean isBroken;

    private enum Kind {
        /** An event around the reply. */
        FRAME,
        /** Part of the reply. */
        REPLY,
        /** Part of the reply's reasoning. */
        REASONING,
        /** The first event after the reply. */
        FINISH
    }

    /** An event, or the events of a text. */
    private static final class Part {

        private final Kind kind;
        private final Function<String, ObjectNode> data;
        private final List<Token> text;
        private int next;

        private Part(Kind kind, Function<String, ObjectNode> data, List<Token> text) {
            this.kind = kind;
            this.data = data;
            this.text = text;
        }

        private boolean isReply() {
            return kind == Kind.REPLY || kind == Kind.REASONING;
        }
    }

    /**
     * @param usage of the whole reply
     * @param report receives the usage once, up to the event that was sent last
     */
    public ReplyEvents(Tokens tokens, Usage usage, Consumer<Usage> report) {
        this.tokens = tokens;
        this.usage = usage;
        this.report = report;
    }

    /** Injects a fault, if it is one that ends streams. The function returns the data of an error. */
    public void breakBy(ReplyFault ending, Function<ReplyFault.StreamError, ObjectNode> data) {
        if (ending.kind() == ReplyFault.Kind.STREAM_CUT || ending.kind() == ReplyFault.Kind.STREAM_ERROR) {
            fault = ending;
            error = data;
        }
    }

    /** Adds an event around the reply. Its data have a field {@code type} with the name of the event. */
    public void add(Supplier<ObjectNode> data) {
        add(Kind.FRAME, data);
    }

    /** Adds an event with a part of the reply that is not a text. */
    public void addPart(Supplier<ObjectNode> data) {
        add(Kind.REPLY, data);
    }

    /** Adds the event with which the end of the reply begins. */
    public void addFinish(Supplier<ObjectNode> data) {
        add(Kind.FINISH, data);
    }

    private void add(Kind kind, Supplier<ObjectNode> data) {
        parts.add(new Part(kind, text -> data.get(), List.of()));
    }

    /** Adds an event for each token of a text. The function returns the data of the event with a part of the text. */
    public void addText(String text, Function<String, ObjectNode> data) {
        addText(Kind.REPLY, text, data);
    }

    /** Adds an event for each token of reasoning, as {@link #addText}. */
    public void addReasoning(String text, Function<String, ObjectNode> data) {
        addText(Kind.REASONING, text, data);
    }

    private void addText(Kind kind, String text, Function<String, ObjectNode> data) {
        if (!text.isEmpty()) {
            parts.add(new Part(kind, data, tokens.split(text)));
        }
    }

    @Override
    public @Nullable Event next() {
        var part = isBroken ? null : parts.peek();
        if (part == null) {
            return null;
        }
        var cause = fault;
        if (cause != null && (part.kind == Kind.FINISH || part.isReply() && sent >= cause.after())) {
            isBroken = true;
            return error == null || cause.error() == null ? null : event(error.apply(cause.error()), 0);
        }
        if (part.isReply()) {
            sent++;
        }
        return part.text.isEmpty() ? event(parts.remove().data.apply(""), 0) : textEvent(part);
    }

    /** A token that ends inside a character is sent with the following tokens. */
    private Event textEvent(Part part) {
        var from = part.next;
        var text = new StringBuilder();
        while (part.next < part.text.size() && text.isEmpty()) {
            text.append(part.text.get(part.next++).text());
        }
        if (part.next == part.text.size()) {
            parts.remove();
        }
        var count = part.next - from;
        generated += count;
        reasoned += part.kind == Kind.REASONING ? count : 0;
        return event(part.data.apply(text.toString()), count);
    }

    private static Event event(ObjectNode data, int tokens) {
        var text = "event: " + data.path("type").asString("") + "\ndata: " + data + "\n\n";
        return new Event(text.getBytes(StandardCharsets.UTF_8), tokens);
    }

    @Override
    public void end(boolean complete) {
        report.accept(
                complete && parts.isEmpty()
                        ? usage
                        : new Usage(
                                usage.promptTokens(),
                                usage.cachedTokens(),
                                Math.min(generated, usage.completionTokens()),
                                Math.min(reasoned, usage.reasoningTokens())));
    }
}
