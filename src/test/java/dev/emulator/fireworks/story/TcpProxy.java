package dev.emulator.fireworks.story;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A TCP proxy that a test can cut, stall and reopen. */
public final class TcpProxy implements AutoCloseable {

    private enum State {
        OPEN,
        STALLED,
        CUT
    }

    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.OPEN;

    public TcpProxy(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Closes all connections, and closes new ones immediately. */
    public void cut() {
        become(State.CUT);
        sockets.forEach(TcpProxy::close);
        sockets.clear();
    }

    /** Stops forwarding, and leaves connections open. */
    public void stall() {
        become(State.STALLED);
    }

    public void mend() {
        become(State.OPEN);
    }

    private void become(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                var client = entrance.accept();
                sockets.add(client);
                start(() -> connect(client));
            }
        } catch (IOException e) {
            // The proxy was closed.
        }
    }

    private void connect(Socket client) {
        if (!isOpen()) {
            close(client);
            return;
        }
        try {
            var server = new Socket(host, port);
            sockets.add(server);
            start(() -> pump(client, server));
            pump(server, client);
        } catch (IOException e) {
            close(client);
        }
    }

    private void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var buffer = new byte[16 * 1024];
            for (var read = in.read(buffer); read >= 0 && isOpen(); read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One of the connections was closed.
        } finally {
            close(from);
            close(to);
        }
    }

    /** Returns whether the proxy forwards. Waits while the proxy is stalled. */
    private boolean isOpen() {
        lock.lock();
        try {
            while (state == State.STALLED) {
                changed.awaitUninterruptibly();
            }
            return state == State.OPEN;
        } finally {
            lock.unlock();
        }
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
