package dev.emulator.fireworks.inference.stream;

import dev.emulator.fireworks.clock.Ticker;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Runs all streams on one thread, which exists while streams wait. */
@Component
class SingleThreadTimer implements StreamTimer, DisposableBean {

    private static final int IDLE_SECONDS = 10;

    private final Ticker ticker;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, SingleThreadTimer::thread);

    SingleThreadTimer(Ticker ticker) {
        this.ticker = ticker;
        thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long nanos() {
        return ticker.nanos();
    }

    @Override
    public void schedule(Runnable task, long delay) {
        thread.schedule(task, delay, TimeUnit.NANOSECONDS);
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "streams");
        thread.setDaemon(true);
        return thread;
    }
}
