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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Passes events on to whoever listens. Nobody who tells something ever waits for a listener. */
@Component
public class Events {

    private static final Duration LOOKING_AGAIN = Duration.ofMillis(250);

    private final AtomicLong number = new AtomicLong();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Tells what has happened; it costs next to nothing while nobody listens. */
    public void publish(Instant time, String account, Event.Type type, String resource, Map<String, String> detail) {
        publish(next -> new Event(next, time, account, type, resource, detail));
    }

    /** Tells what is only put into words if somebody listens. */
    public void publish(LongFunction<Event> numbered) {
        var next = number.incrementAndGet();
        if (!listeners.isEmpty()) {
            var event = numbered.apply(next);
            listeners.forEach(listener -> listener.hear(event));
        }
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

    /**
     * Waits until something is true. It is looked at whenever one of the wanted events is told and, because other emulators on the same
     * database are not heard here, every quarter of a second.
     *
     * @return whether it has become true within the time
     */
    public boolean await(Predicate<Event> wanted, Duration patience, BooleanSupplier condition) {
        try (var listener = listen(wanted, 1)) {
            // Time is counted down in what is left of it, since clocks are in the hands of tests.
            var left = patience.toNanos();
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left -= listener.pause(Math.min(left, LOOKING_AGAIN.toNanos()));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Somebody who listens until closed. */
    public final class Listener implements AutoCloseable {

        private final Predicate<Event> wanted;
        private final BlockingQueue<Event> heard;
        private final AtomicLong lost = new AtomicLong();
        private final Lock lock = new ReentrantLock();
        private final Condition told = lock.newCondition();

        private Listener(Predicate<Event> wanted, int room) {
            this.wanted = wanted;
            this.heard = new ArrayBlockingQueue<>(room);
        }

        private void hear(Event event) {
            if (!wanted.test(event)) {
                return;
            }
            if (!heard.offer(event)) {
                lost.incrementAndGet();
            }
            lock.lock();
            try {
                told.signal();
            } finally {
                lock.unlock();
            }
        }

        /** The next event, if there is one within the time. */
        public Optional<Event> next(Duration patience) throws InterruptedException {
            return Optional.ofNullable(heard.poll(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS));
        }

        /** Pauses until there is something to hear, but no longer than so many nanoseconds; tells how many it were. */
        private long pause(long nanos) throws InterruptedException {
            lock.lock();
            try {
                var left = nanos;
                while (heard.isEmpty() && left > 0) {
                    left = told.awaitNanos(left);
                }
                heard.clear();
                return nanos - Math.max(0, left);
            } finally {
                lock.unlock();
            }
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
