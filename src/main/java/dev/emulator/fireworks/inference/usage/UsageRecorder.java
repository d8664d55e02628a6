package dev.emulator.fireworks.inference.usage;

import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.Usage;
import dev.emulator.fireworks.inference.UsageListener;
import dev.emulator.fireworks.store.PendingWrites;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Sums the usage of requests in memory, and writes the sums at most once a second, so that a request costs no SQL. A process that is killed
 * loses what it has not written.
 */
@Component
class UsageRecorder implements UsageListener, PendingWrites {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final UsageTable table;
    private final Prices prices;
    private final AccountClocks clocks;
    private final TaskScheduler scheduler;

    private final ReentrantLock adding = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private Map<UsageKey, UsageSum> pending = new HashMap<>();
    private boolean scheduled;

    UsageRecorder(UsageTable table, Prices prices, AccountClocks clocks, TaskScheduler scheduler) {
        this.table = table;
        this.prices = prices;
        this.clocks = clocks;
        this.scheduler = scheduler;
    }

    @Override
    public void used(Operation operation, String account, ServedModel model, Usage usage) {
        var key = new UsageKey(
                account,
                clocks.of(account).instant().truncatedTo(ChronoUnit.HOURS),
                model.model(),
                model.deployment(),
                operation.operationName());
        var sum = new UsageSum(
                1, usage.promptTokens(), usage.cachedTokens(), usage.completionTokens(), prices.cost(model, usage));
        add(Map.of(key, sum));
    }

    private void add(Map<UsageKey, UsageSum> sums) {
        adding.lock();
        try {
            sums.forEach((key, sum) -> pending.merge(key, sum, UsageSum::plus));
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

    /** A caller that finds another one writing waits, because it must read what is written. */
    @Override
    @PreDestroy
    public void write() {
        writing.lock();
        try {
            var sums = take();
            try {
                table.add(sums);
            } catch (RuntimeException e) {
                add(sums);
                throw e;
            }
        } finally {
            writing.unlock();
        }
    }

    private Map<UsageKey, UsageSum> take() {
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
