package dev.emulator.fireworks.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Passes events on to whoever listens. Nobody who tells something ever waits for a listener. */
@Component
public class Events {

    private final AtomicLong number = new AtomicLong();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Tells what has happened; it costs next to nothing while nobody listens. */
    public void tell(Instant time, String account, Event.Type type, String resource, Map<String, String> detail) {
        if (listeners.isEmpty()) {
            number.incrementAndGet();
            return;
        }
        var event = new Event(number.incrementAndGet(), time, account, type, resource, detail);
        listeners.forEach(listener -> listener.hear(event));
    }

    /**
     * Listens from now on.
     *
     * @param room how many events are kept for a listener that is slow; what is more is lost to it, and counted
     */
    public Listener listen(Predicate<Event> wanted, int room) {
        var listener = new Listener(wanted, room);
        listeners.add(listener);
        return listener;
    }

    /** Somebody who listens until closed. */
    public final class Listener implements AutoCloseable {

        private final Predicate<Event> wanted;
        private final BlockingQueue<Event> heard;
        private final AtomicLong lost = new AtomicLong();

        private Listener(Predicate<Event> wanted, int room) {
            this.wanted = wanted;
            this.heard = new ArrayBlockingQueue<>(room);
        }

        private void hear(Event event) {
            if (wanted.test(event) && !heard.offer(event)) {
                lost.incrementAndGet();
            }
        }

        /** The next event, if there is one within the time. */
        public Optional<Event> next(Duration patience) throws InterruptedException {
            return Optional.ofNullable(heard.poll(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS));
        }

        /** How many events have been lost since this was last asked. */
        public long lost() {
            return lost.getAndSet(0);
        }

        @Override
        public void close() {
            listeners.remove(this);
        }
    }
}
