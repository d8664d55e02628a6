package dev.emulator.fireworks.web.tomcat;

import java.util.concurrent.Semaphore;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/**
 * Runs each task in a virtual thread, but only a limited number at once. Without the limit, all connections could have a request in progress. Their
 * buffers would fill the heap, and many of them would wait too long for a connection of the database.
 */
final class LimitedVirtualThreads extends VirtualThreadExecutor {

    private final Semaphore permits;

    LimitedVirtualThreads(String namePrefix, int most) {
        super(namePrefix);
        this.permits = new Semaphore(most, true);
    }

    @Override
    public void execute(Runnable task) {
        super.execute(() -> {
            permits.acquireUninterruptibly();
            try {
                task.run();
            } finally {
                permits.release();
            }
        });
    }
}
