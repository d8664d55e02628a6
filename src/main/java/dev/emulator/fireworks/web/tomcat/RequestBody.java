package dev.emulator.fireworks.web.tomcat;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Reads the request bodies of one connection. A read that has to wait for the client counts towards {@link BodyReads}. It times out if the
 * client sends nothing for too long, or is too slow altogether.
 */
final class RequestBody implements InputBuffer {

    /** The lowest accepted transfer rate, far below that of any modem. */
    private static final int BYTES_PER_SECOND = 500;

    private static final long MILLIS_PER_SECOND = 1000;

    private static final int REQUEST_TIMEOUT = 408;

    private final InputBuffer body;
    private final EmulatorHttpProcessor connection;
    private final BodyReads reads;
    private long arrived;
    private long waited;
    private boolean aborted;

    RequestBody(InputBuffer body, EmulatorHttpProcessor connection, BodyReads reads) {
        this.body = body;
        this.connection = connection;
        this.reads = reads;
    }

    /** Resets the state for the next request. */
    void restart() {
        arrived = 0;
        waited = 0;
        aborted = false;
    }

    boolean isAborted() {
        return aborted;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (aborted) {
            throw timedOut();
        }
        var count = connection.isBodyAtHand() ? body.doRead(handler) : await(handler);
        arrived += Math.max(0, count);
        return count;
    }

    @Override
    public int available() {
        return body.available();
    }

    /** Reads the rest of the body, because closing the connection while the client still sends can make it lose the answer. */
    void drain() {
        var sink = new Sink();
        try {
            while (doRead(sink) >= 0) {
                // continue
            }
        } catch (IOException | ApiException e) {
            aborted = true;
        }
    }

    private int await(ApplicationBufferHandler handler) throws IOException {
        if (!reads.enter()) {
            abort();
            throw new ApiException(
                    Code.RESOURCE_EXHAUSTED, BodyReads.MOST + " requests are already waiting for their bodies");
        }
        var began = reads.now();
        try {
            connection.setReadTimeout(readTimeout());
            return body.doRead(handler);
        } catch (SocketTimeoutException e) {
            throw timedOut();
        } finally {
            waited += Math.max(0, reads.now() - began);
            reads.leave();
        }
    }

    /** Returns the timeout for the next bytes in milliseconds. */
    private long readTimeout() {
        var longest = connection.connectionTimeout();
        var left = longest + arrived / BYTES_PER_SECOND * MILLIS_PER_SECOND - waited;
        if (left <= 0) {
            throw timedOut();
        }
        return Math.min(longest, left);
    }

    private ApiException timedOut() {
        abort();
        return new ApiException(Code.DEADLINE_EXCEEDED, "the body of the request did not arrive in time")
                .withHttpStatus(REQUEST_TIMEOUT);
    }

    private void abort() {
        if (!aborted) {
            aborted = true;
            connection.closeAfterAnswer();
        }
    }

    /** Discards bytes. */
    private static final class Sink implements ApplicationBufferHandler {

        private ByteBuffer bytes = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            bytes = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            // Tomcat manages the buffer
        }
    }
}
