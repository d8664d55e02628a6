package dev.emulator.fireworks.job;

import dev.emulator.fireworks.auth.Secrets;
import dev.emulator.fireworks.events.LogLimit;
import java.time.Clock;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Logs failed jobs after the transaction is committed. */
@Component
public class FailedJobLog {

    private final LogLimit log;

    FailedJobLog(Clock clock) {
        this.log = new LogLimit(LoggerFactory.getLogger(FailedJobLog.class), clock);
    }

    /** Must be called in the transaction that moves the rows. */
    public void note(List<? extends JobRow<?>> rows) {
        for (var row : rows) {
            if (row.jobState() == JobState.JOB_STATE_FAILED) {
                var line = "Job " + row.name() + " failed: " + row.status().code() + ", "
                        + Secrets.text(row.status().message());
                afterCommit(() -> log.info(() -> line));
            }
        }
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
