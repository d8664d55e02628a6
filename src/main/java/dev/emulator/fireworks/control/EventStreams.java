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
 * Streams events as server-sent events. Each stream occupies a thread, so the number of streams is limited. A slow reader gets an event
 * {@code lost} with the number of events that it missed; a reader that reads nothing is disconnected by the server's write timeout.
 */
@Component
class EventStreams {

    private static final int QUEUE_CAPACITY = 1024;

    /** The longest time until a stream notices that the emulator stops. */
    private static final Duration STOP_CHECK_INTERVAL = Duration.ofSeconds(1);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

    private static final int QUIET_CHECKS_PER_HEARTBEAT = 15;

    private final Events events;
    private final ProtoJson protoJson;
    private final ConcurrencyLimit limit = new ConcurrencyLimit(96, 64, "event streams are open already");
    private volatile boolean stopping;

    EventStreams(Events events, ProtoJson protoJson) {
        this.events = events;
        this.protoJson = protoJson;
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /** Streams events until the client disconnects or the emulator stops. */
    void stream(String account, Predicate<Event> wanted, BooleanSupplier isOpen, HttpServletResponse response) {
        subscribe(account, wanted, QUEUE_CAPACITY, listener -> {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            send(listener, isOpen, response.getOutputStream());
            return Optional.empty();
        });
    }

    /** Waits for the next matching event. Returns empty after the timeout, or when the client disconnects. */
    Optional<Event> first(String account, Predicate<Event> wanted, Duration timeout, BooleanSupplier isOpen) {
        return subscribe(account, wanted, 1, listener -> next(listener, timeout, isOpen))
                .map(EventStreams::withoutSecrets);
    }

    private static Optional<Event> next(Events.Listener listener, Duration timeout, BooleanSupplier isOpen)
            throws InterruptedException {
        var event = Optional.<Event>empty();
        for (var left = timeout;
                event.isEmpty() && !left.isNegative() && isOpen.getAsBoolean();
                left = left.minus(POLL_INTERVAL)) {
            event = listener.next(left.compareTo(POLL_INTERVAL) < 0 ? left : POLL_INTERVAL);
        }
        return event;
    }

    private interface Subscription {
        Optional<Event> use(Events.Listener listener) throws IOException, InterruptedException;
    }

    private Optional<Event> subscribe(
            String account, Predicate<Event> wanted, int capacity, Subscription subscription) {
        return limit.run(account, () -> {
            try (var listener = events.listen(wanted, capacity)) {
                return subscription.use(listener);
            } catch (IOException e) {
                return Optional.empty(); // streams end when their client disconnects
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        });
    }

    /** The first comment confirms to the client that the subscription has started, so that a test can act from then on. */
    private void send(Events.Listener listener, BooleanSupplier isOpen, OutputStream out)
            throws IOException, InterruptedException {
        write(out, ": listening\n\n");
        var quiet = 0;
        while (!stopping && isOpen.getAsBoolean()) {
            var event = listener.next(STOP_CHECK_INTERVAL);
            var lost = listener.lost();
            if (lost > 0) {
                write(out, "event: lost\ndata: {\"count\":\"" + lost + "\"}\n\n");
            }
            if (event.isPresent()) {
                write(out, format(event.get()));
            } else if (++quiet % QUIET_CHECKS_PER_HEARTBEAT == 0) {
                write(out, ": still here\n\n");
            }
        }
    }

    private String format(Event event) {
        var masked = withoutSecrets(event);
        return "id: " + masked.number() + "\nevent: " + masked.type() + "\ndata: " + protoJson.writeString(masked)
                + "\n\n";
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
        var masked = new LinkedHashMap<String, String>();
        detail.forEach((name, value) -> masked.put(name, Secrets.field(name, value)));
        return masked;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
