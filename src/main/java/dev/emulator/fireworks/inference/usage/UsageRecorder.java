package dev.emulator.fireworks.inference.usage;

import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.Usage;
import dev.emulator.fireworks.inference.UsageListener;
import dev.emulator.fireworks.store.PendingWrites;
import dev.emulator.fireworks.store.WriteBehind;
import jakarta.annotation.PreDestroy;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** Records the usage of requests by hours. */
@Component
class UsageRecorder implements UsageListener, PendingWrites {

    private final Prices prices;
    private final AccountClocks clocks;
    private final WriteBehind<UsageKey, UsageSum> sums;

    UsageRecorder(UsageTable table, Prices prices, AccountClocks clocks, TaskScheduler scheduler) {
        this.prices = prices;
        this.clocks = clocks;
        this.sums = new WriteBehind<>(UsageSum::plus, table::add, scheduler);
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
        sums.add(Map.of(key, sum));
    }

    @Override
    @PreDestroy
    public void write() {
        sums.write();
    }
}
