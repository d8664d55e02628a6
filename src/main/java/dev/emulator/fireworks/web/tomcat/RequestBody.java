package dev.emulator.fireworks.web.tomcat;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * The bodies of the requests of one connection, one after the other. A read that has to wait for the client needs a place, and ends when
 * the client has made no progress for too long, or too little of it altogether.
 */
final class RequestBody implements InputBuffer {

    /** What a client may at least be expected to send in a second; a tenth of the slowest modem's. */
    private static final int BYTES_PER_SECOND = 500;

    private static final long MILLIS_PER_SECOND = 1000;

    private static final int REQUEST_TIMEOUT = 408;

    private final InputBuffer body;
    private final EmulatorHttpProcessor connection;
    private final BodyReads reads;
    private long arrived;
    private long waited;
    private boolean givenUp;

    RequestBody(InputBuffer body, EmulatorHttpProcessor connection, BodyReads reads) {
        this.body = body;
        this.connection = connection;
        this.reads = reads;
    }

    /** Another request begins. */
    void restart() {
        arrived = 0;
        waited = 0;
        givenUp = false;
    }

    boolean isGivenUp() {
        return givenUp;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (givenUp) {
            throw tooLate();
        }
        var count = connection.isBodyAtHand() ? body.doRead(handler) : await(handler);
        arrived += Math.max(0, count);
        return count;
    }

    @Override
    public int available() {
        return body.available();
    }

    /** Reads what is left, as far as it comes, since hanging up on a client that still sends can lose it the answer. */
    void drain() {
        var sink = new Sink();
        try {
            while (doRead(sink) >= 0) {
                // the next bytes
            }
        } catch (IOException | ApiException e) {
            givenUp = true;
        }
    }

    private int await(ApplicationBufferHandler handler) throws IOException {
        if (!reads.enter()) {
            giveUp();
            throw new ApiException(
                    Code.RESOURCE_EXHAUSTED,
                    BodyReads.MOST + " requests whose bodies have not arrived are being read already");
        }
        var began = reads.now();
        try {
            connection.setReadTimeout(patience());
            return body.doRead(handler);
        } catch (SocketTimeoutException e) {
            throw tooLate();
        } finally {
            waited += Math.max(0, reads.now() - began);
            reads.leave();
        }
    }

    /** How long the next bytes may take, in milliseconds. */
    private long patience() {
        var longest = connection.connectionTimeout();
        var left = longest + arrived / BYTES_PER_SECOND * MILLIS_PER_SECOND - waited;
        if (left <= 0) {
            throw tooLate();
        }
        return Math.min(longest, left);
    }

    private ApiException tooLate() {
        giveUp();
        return new ApiException(Code.DEADLINE_EXCEEDED, "the body of the request did not arrive in time")
                .withHttpStatus(REQUEST_TIMEOUT);
    }

    private void giveUp() {
        if (!givenUp) {
            givenUp = true;
            connection.closeAfterAnswer();
        }
    }

    /** Where bytes go that are of no use. */
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
            // the buffer is Tomcat's
        }
    }
}
