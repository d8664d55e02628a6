package dev.emulator.fireworks.inference.reply;

import dev.emulator.fireworks.store.PendingWrites;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Counts in memory how often replies have answered, and writes the counts at most once a second, so that such a request costs no SQL. It is
 * used for replies whose answer does not depend on their counts. A process that is killed loses what it has not written.
 */
@Component
class ReplyHitCounter implements PendingWrites {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final ObjectProvider<Replies> replies;
    private final TaskScheduler scheduler;

    private final ReentrantLock counting = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private Map<String, Map<String, Hits>> pending = new HashMap<>();
    private boolean scheduled;

    /** How many requests matched a reply, and how many of them it answered. */
    record Hits(long matched, long replied) {

        static final Hits NONE = new Hits(0, 0);

        Hits plus(Hits other) {
            return new Hits(matched + other.matched, replied + other.replied);
        }
    }

    ReplyHitCounter(ObjectProvider<Replies> replies, TaskScheduler scheduler) {
        this.replies = replies;
        this.scheduler = scheduler;
    }

    /** Counts a request for all replies that match it, of which the first one answers. */
    void count(String account, List<ScriptedReply> matching) {
        counting.lock();
        try {
            var hits = pending.computeIfAbsent(account, added -> new HashMap<>());
            for (int i = 0; i < matching.size(); i++) {
                hits.merge(matching.get(i).name(), new Hits(1, i == 0 ? 1 : 0), Hits::plus);
            }
            if (!scheduled) {
                scheduled = schedule();
            }
        } finally {
            counting.unlock();
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

    /** A caller that finds another one writing waits, because it must read what is written. */
    @Override
    @PreDestroy
    public void write() {
        writing.lock();
        try {
            var unwritten = take();
            try {
                for (var accounts = unwritten.entrySet().iterator(); accounts.hasNext(); ) {
                    var account = accounts.next();
                    replies.getObject().add(account.getKey(), account.getValue());
                    accounts.remove();
                }
            } finally {
                putBack(unwritten);
            }
        } finally {
            writing.unlock();
        }
    }

    private void putBack(Map<String, Map<String, Hits>> unwritten) {
        counting.lock();
        try {
            unwritten.forEach((account, hits) -> hits.forEach((name, counted) ->
                    pending.computeIfAbsent(account, added -> new HashMap<>()).merge(name, counted, Hits::plus)));
        } finally {
            counting.unlock();
        }
    }

    private Map<String, Map<String, Hits>> take() {
        counting.lock();
        try {
            var hits = pending;
            pending = new HashMap<>();
            scheduled = false;
            return hits;
        } finally {
            counting.unlock();
        }
    }
}
