package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.aip.ApiException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Captures the body of a request while it is read. Files of multipart forms are not captured, because the server reads them itself. */
final class RecordingRequest extends HttpServletRequestWrapper {

    private final Capture capture;
    private final int limit;
    private final long length;
    private @Nullable ServletInputStream watched;

    RecordingRequest(HttpServletRequest request, int limit) {
        super(request);
        this.capture = new Capture(limit);
        this.limit = limit;
        this.length = request.getContentLengthLong();
    }

    Capture capture() {
        return capture;
    }

    /** Returns the Content-Length, or the number of bytes read if that is larger. */
    long length() {
        return Math.max(length, capture.passed());
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        var known = watched;
        if (known == null) {
            known = new Watched(super.getInputStream(), capture);
            watched = known;
        }
        return known;
    }

    /**
     * Reads a small body that the application has not read, so that the journal has the bodies of refused requests too. Requests with
     * {@code Expect: 100-continue} are left alone, because reading would ask the client for the body.
     */
    void readRest() {
        if (length <= capture.passed() || length > limit || getHeader("Expect") != null) {
            return;
        }
        try {
            getInputStream().readNBytes(limit);
        } catch (IOException | IllegalStateException | ApiException e) {
            // the body did not arrive, so there is nothing to record
        }
    }

    private static final class Watched extends ServletInputStream {

        private final ServletInputStream in;
        private final Capture capture;

        private Watched(ServletInputStream in, Capture capture) {
            this.in = in;
            this.capture = capture;
        }

        @Override
        public int read() throws IOException {
            var single = in.read();
            if (single >= 0) {
                capture.add(single);
            }
            return single;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var count = in.read(bytes, offset, length);
            if (count > 0) {
                capture.add(bytes, offset, count);
            }
            return count;
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
