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

/** Publishes events to listeners. Publishing never blocks on a listener. */
@Component
public class Events {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

    private final AtomicLong number = new AtomicLong();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Publishes an event. The cost is negligible while there are no listeners. */
    public void publish(Instant time, String account, Event.Type type, String resource, Map<String, String> detail) {
        publish(next -> new Event(next, time, account, type, resource, detail));
    }

    /** Publishes an event that is only built if there is a listener; the function gets its number. */
    public void publish(LongFunction<Event> numbered) {
        var next = number.incrementAndGet();
        if (!listeners.isEmpty()) {
            var event = numbered.apply(next);
            listeners.forEach(listener -> listener.offer(event));
        }
    }

    /**
     * Registers a listener for events from now on.
     *
     * @param capacity the capacity of the listener's queue; when it is full, further events are dropped and counted
     */
    public Listener listen(Predicate<Event> wanted, int capacity) {
        var listener = new Listener(wanted, capacity);
        listeners.add(listener);
        return listener;
    }

    /**
     * Waits until a condition holds. The condition is checked after each wanted event, and every 250 ms because events of other replicas do
     * not arrive here.
     *
     * @return whether the condition held before the timeout
     */
    public boolean await(Predicate<Event> wanted, Duration timeout, BooleanSupplier condition) {
        try (var listener = listen(wanted, 1)) {
            // Counts down the remaining time instead of reading a clock, as tests control the clock.
            var left = timeout.toNanos();
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left -= listener.pause(Math.min(left, POLL_INTERVAL.toNanos()));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A registered listener with a queue of events. Closing it unregisters it. */
    public final class Listener implements AutoCloseable {

        private final Predicate<Event> wanted;
        private final BlockingQueue<Event> queue;
        private final AtomicLong lost = new AtomicLong();
        private final Lock lock = new ReentrantLock();
        private final Condition arrived = lock.newCondition();

        private Listener(Predicate<Event> wanted, int capacity) {
            this.wanted = wanted;
            this.queue = new ArrayBlockingQueue<>(capacity);
        }

        private void offer(Event event) {
            if (!wanted.test(event)) {
                return;
            }
            if (!queue.offer(event)) {
                lost.incrementAndGet();
            }
            lock.lock();
            try {
                arrived.signal();
            } finally {
                lock.unlock();
            }
        }

        /** Returns the next event; empty if none arrives before the timeout. */
        public Optional<Event> next(Duration timeout) throws InterruptedException {
            return Optional.ofNullable(queue.poll(Math.max(0, timeout.toMillis()), TimeUnit.MILLISECONDS));
        }

        /** Waits for an event, but no longer than the given nanoseconds, and returns the nanoseconds that have passed. */
        private long pause(long nanos) throws InterruptedException {
            lock.lock();
            try {
                var left = nanos;
                while (queue.isEmpty() && left > 0) {
                    left = arrived.awaitNanos(left);
                }
                queue.clear();
                return nanos - Math.max(0, left);
            } finally {
                lock.unlock();
            }
        }

        /** Returns how many events were dropped since the last call. */
        public long lost() {
            return lost.getAndSet(0);
        }

        @Override
        public void close() {
            listeners.remove(this);
        }
    }
}
