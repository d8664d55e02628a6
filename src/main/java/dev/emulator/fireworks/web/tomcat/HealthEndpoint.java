package dev.emulator.fireworks.web.tomcat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Answers health checks on reserved threads while all other threads can be busy. Requests must be recognised before they are read, which is
 * not possible with TLS, so there are no reserved threads then.
 */
final class HealthEndpoint extends NioEndpoint {

    private static final byte[] HEALTH_CHECK = "GET /_emulator/health".getBytes(StandardCharsets.US_ASCII);
    private static final int THREADS = 2;
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor reserved = new ThreadPoolExecutor(
            THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), HealthEndpoint::thread);

    HealthEndpoint() {
        reserved.allowCoreThreadTimeOut(true);
    }

    @Override
    public boolean processSocket(SocketWrapperBase<NioChannel> socket, SocketEvent event, boolean dispatch) {
        if (dispatch
                && event == SocketEvent.OPEN_READ
                && !isSSLEnabled()
                && mayWaitForThread()
                && isHealthCheck(socket)) {
            reserved.execute(() -> super.processSocket(socket, event, false));
            return true;
        }
        return super.processSocket(socket, event, dispatch);
    }

    /** A virtual thread waits while others use all cores, because it cannot interrupt them. */
    private boolean mayWaitForThread() {
        return !(getExecutor() instanceof org.apache.tomcat.util.threads.ThreadPoolExecutor pool)
                || pool.getSubmittedCount() >= pool.getMaximumPoolSize();
    }

    private static boolean isHealthCheck(SocketWrapperBase<NioChannel> socket) {
        var start = ByteBuffer.allocate(HEALTH_CHECK.length);
        try {
            if (socket.read(false, start) <= 0) {
                return false;
            }
            start.flip();
            socket.unRead(start.duplicate());
            return start.equals(ByteBuffer.wrap(HEALTH_CHECK));
        } catch (IOException e) {
            return false; // reading the request will fail again, and is handled there
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "health");
        thread.setDaemon(true);
        return thread;
    }
}
