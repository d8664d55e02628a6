package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.aip.ApiException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Notes the body of a request while it is read. The files of a form are read by the server itself, and so go by unseen. */
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

    /** How long the body is, as far as is known: as announced, or as much as was read. */
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
     * Reads a small body that nobody wanted, because a request that was refused is evidence as well. One that waits to be asked for its
     * body stays unasked.
     */
    void readRest() {
        if (length <= capture.passed() || length > limit || getHeader("Expect") != null) {
            return;
        }
        try {
            getInputStream().readNBytes(limit);
        } catch (IOException | IllegalStateException | ApiException e) {
            // what did not come is not there to be noted
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
