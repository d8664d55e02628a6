package dev.emulator.fireworks.inference.stream;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A timer whose time passes only when a test says so. Tasks then run on the thread of the test. */
final class ManualTimer implements StreamTimer {

    private record Task(long due, Runnable work) {}

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::due));
    private long now;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized void schedule(Runnable task, long delay) {
        tasks.add(new Task(now + delay, task));
    }

    /** Returns the number of streams that wait for their next event. */
    synchronized int waiting() {
        return tasks.size();
    }

    synchronized void clear() {
        tasks.clear();
    }

    void passes(Duration by) {
        var end = nanos() + by.toNanos();
        for (var task = take(end); task != null; task = take(end)) {
            task.work().run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized Task take(long end) {
        var first = tasks.peek();
        if (first == null || first.due() > end) {
            return null;
        }
        now = Math.max(now, first.due());
        return tasks.poll();
    }
}
