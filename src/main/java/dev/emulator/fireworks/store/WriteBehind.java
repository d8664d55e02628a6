package dev.emulator.fireworks.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;

/**
 * Sums values in memory, and writes the sums at most once a second, so that a request costs no SQL. A process that is killed loses what it
 * has not written.
 *
 * @param <K> the key of a sum
 * @param <V> the values
 */
public final class WriteBehind<K, V> {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final BinaryOperator<V> sum;
    private final Consumer<Map<K, V>> writer;
    private final TaskScheduler scheduler;

    private final ReentrantLock adding = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private Map<K, V> pending = new HashMap<>();
    private boolean scheduled;

    /** @param writer writes sums; if it fails, the sums that it has not removed from the map are written later */
    public WriteBehind(BinaryOperator<V> sum, Consumer<Map<K, V>> writer, TaskScheduler scheduler) {
        this.sum = sum;
        this.writer = writer;
        this.scheduler = scheduler;
    }

    public void add(Map<K, V> values) {
        adding.lock();
        try {
            values.forEach((key, value) -> pending.merge(key, value, sum));
            if (!scheduled) {
                scheduled = schedule();
            }
        } finally {
            adding.unlock();
        }
    }

    private boolean schedule() {
        try {
            scheduler.schedule(this::write, scheduler.getClock().instant().plus(INTERVAL));
            return true;
        } catch (TaskRejectedException e) {
            return false; // the emulator is stopping, and the rest is written at the end
        }
    }

    /** Writes everything that is pending. A caller that finds another one writing waits, because it must read what is written. */
    public void write() {
        writing.lock();
        try {
            var sums = take();
            try {
                writer.accept(sums);
            } catch (RuntimeException e) {
                add(sums);
                throw e;
            }
        } finally {
            writing.unlock();
        }
    }

    private Map<K, V> take() {
        adding.lock();
        try {
            var sums = pending;
            pending = new HashMap<>();
            scheduled = false;
            return sums;
        } finally {
            adding.unlock();
        }
    }
}
