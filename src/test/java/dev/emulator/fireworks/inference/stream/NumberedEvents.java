package dev.emulator.fireworks.inference.stream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** The source of a test: numbered events, each with one token. */
final class NumberedEvents implements EventSource {

    /** How often the source has ended, and how. */
    final CompletableFuture<Boolean> end = new CompletableFuture<>();

    final AtomicInteger taken = new AtomicInteger();
    private final int number;
    private final String padding;

    NumberedEvents(JsonNode request) {
        this.number = request.path("events").asInt();
        this.padding = "x".repeat(request.path("size").asInt(0));
    }

    @Override
    public Event next() {
        var index = taken.get();
        return index == number ? null : Event.of(event(taken.incrementAndGet(), padding), 1);
    }

    static String event(int index, String padding) {
        return "data: " + index + padding + "\n\n";
    }

    static String events(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> event(i, "")).collect(Collectors.joining());
    }

    @Override
    public void end(boolean complete) {
        if (!end.complete(complete)) {
            throw new IllegalStateException("ended twice");
        }
    }
}
