package dev.emulator.fireworks.inference.stream;

import dev.emulator.fireworks.routes.ClientConnection;
import dev.emulator.fireworks.routes.LastWriteListener;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/** The body of an answer, which is written without blocking. Before each write and flush, {@link #isReady} must return true. */
final class StreamedAnswer {

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final int bufferSize;
    private final ClientConnection connection;
    private final @Nullable LastWriteListener journal;
    private long written;
    private long flushed;
    private boolean started;

    StreamedAnswer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        this.connection = ClientConnection.of(request);
        this.journal = WebUtils.getNativeResponse(response, LastWriteListener.class);
        this.bufferSize = response.getBufferSize();
        this.out = response.getOutputStream();
        this.async = request.startAsync();
        async.setTimeout(0);
    }

    /** Lets a stream write the answer as soon as the thread of the request has ended. */
    void startWith(EventStream stream) {
        async.addListener(stream);
        out.setWriteListener(stream);
    }

    /** Returns whether the client has received enough. Otherwise, the server calls the stream again when it has. */
    boolean isReady() {
        return out.isReady();
    }

    /** Returns whether all bytes have been passed to the operating system. */
    boolean isFlushed() {
        return written == flushed;
    }

    /** Returns whether the buffer has space for some bytes, so that none of them is sent before the next flush. */
    boolean hasSpace(byte[] bytes) {
        return isFlushed() || written - flushed + bytes.length <= bufferSize;
    }

    void write(byte[] bytes, boolean last) throws IOException {
        if (last && journal != null) {
            journal.beforeLastWrite();
        }
        written += bytes.length;
        out.write(bytes, 0, bytes.length);
    }

    void flush() throws IOException {
        started = true;
        flushed = written;
        out.flush();
    }

    /**
     * Returns whether the answer must be flushed before it is completed. Otherwise, a long answer could block a thread of the server, because the
     * client does not read, and a short one would have a Content-Length.
     */
    boolean mustFlushBeforeCompletion() {
        return !started || !isFlushed() && written > bufferSize;
    }

    void complete() {
        async.complete();
    }

    boolean isClientConnected() {
        return connection.isOpen();
    }

    void close() {
        connection.close();
    }

    /** Makes the end of the connection a reset. */
    void prepareReset() throws IOException {
        connection.prepareReset();
    }
}
