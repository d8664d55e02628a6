package dev.emulator.fireworks.control;

import dev.emulator.fireworks.auth.Secrets;
import dev.emulator.fireworks.events.Event;
import dev.emulator.fireworks.events.Events;
import dev.emulator.fireworks.longpoll.ConcurrencyLimit;
import dev.emulator.fireworks.protojson.ProtoJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Sends events as they happen, as server-sent events, each stream on a thread of its own, so that there may be only so many. What a slow
 * reader misses is counted and told; one that reads nothing at all is hung up on by the server.
 */
@Component
class EventStreams {

    private static final int ROOM = 1024;

    /** How long a stop of the emulator may go unnoticed. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration LOOKING_AGAIN = Duration.ofMillis(250);

    private static final int QUIET_TURNS_PER_HEARTBEAT = 15;

    private final Events events;
    private final ProtoJson protoJson;
    private final ConcurrencyLimit limit = new ConcurrencyLimit(96, 64, "streams of events are open already");
    private volatile boolean stopping;

    EventStreams(Events events, ProtoJson protoJson) {
        this.events = events;
        this.protoJson = protoJson;
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /** Sends until the client goes or the emulator stops. */
    void stream(String account, Predicate<Event> wanted, BooleanSupplier isOpen, HttpServletResponse response) {
        listening(account, wanted, ROOM, listener -> {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            send(listener, isOpen, response.getOutputStream());
            return Optional.empty();
        });
    }

    /** The first event from now on, if there is one within the time. */
    Optional<Event> first(String account, Predicate<Event> wanted, Duration patience, BooleanSupplier isOpen) {
        return listening(account, wanted, 1, listener -> next(listener, patience, isOpen))
                .map(EventStreams::withoutSecrets);
    }

    private static Optional<Event> next(Events.Listener listener, Duration patience, BooleanSupplier isOpen)
            throws InterruptedException {
        var event = Optional.<Event>empty();
        for (var left = patience;
                event.isEmpty() && !left.isNegative() && isOpen.getAsBoolean();
                left = left.minus(LOOKING_AGAIN)) {
            event = listener.next(left.compareTo(LOOKING_AGAIN) < 0 ? left : LOOKING_AGAIN);
        }
        return event;
    }

    private interface Listening {
        Optional<Event> to(Events.Listener listener) throws IOException, InterruptedException;
    }

    private Optional<Event> listening(String account, Predicate<Event> wanted, int room, Listening listening) {
        return limit.run(account, () -> {
            try (var listener = events.listen(wanted, room)) {
                return listening.to(listener);
            } catch (IOException e) {
                return Optional.empty(); // the client is gone, which is how a stream ends
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        });
    }

    /** The first comment tells the client that nothing will be missed from here on. */
    private void send(Events.Listener listener, BooleanSupplier isOpen, OutputStream out)
            throws IOException, InterruptedException {
        write(out, ": listening\n\n");
        var quiet = 0;
        while (!stopping && isOpen.getAsBoolean()) {
            var event = listener.next(PATIENCE);
            var lost = listener.lost();
            if (lost > 0) {
                write(out, "event: lost\ndata: {\"count\":\"" + lost + "\"}\n\n");
            }
            if (event.isPresent()) {
                write(out, told(event.get()));
            } else if (++quiet % QUIET_TURNS_PER_HEARTBEAT == 0) {
                write(out, ": still here\n\n");
            }
        }
    }

    private String told(Event event) {
        var told = withoutSecrets(event);
        return "id: " + told.number() + "\nevent: " + told.type() + "\ndata: " + protoJson.writeString(told) + "\n\n";
    }

    private static Event withoutSecrets(Event event) {
        return new Event(
                event.number(),
                event.time(),
                Secrets.text(event.account()),
                event.type(),
                Secrets.text(event.resource()),
                withoutSecrets(event.detail()));
    }

    private static Map<String, String> withoutSecrets(Map<String, String> detail) {
        var told = new LinkedHashMap<String, String>();
        detail.forEach((name, value) -> told.put(name, Secrets.field(name, value)));
        return told;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
