package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.routes.LastWriteListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Captures the body of an answer while it is written, and runs a callback before the last byte is sent, so that a client that has an
 * answer finds it in the journal.
 */
final class RecordingResponse extends HttpServletResponseWrapper implements LastWriteListener {

    private static final String CONTENT_LENGTH = "Content-Length";
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Capture capture;
    private final Clock clock;
    private final Runnable beforeTheEnd;
    private volatile @Nullable Instant firstByteTime;
    private long length = -1;
    private boolean lastWrite;
    private @Nullable ServletOutputStream watched;
    private @Nullable PrintWriter writer;

    RecordingResponse(HttpServletResponse response, int limit, Clock clock, Runnable beforeTheEnd) {
        super(response);
        this.capture = new Capture(limit);
        this.clock = clock;
        this.beforeTheEnd = beforeTheEnd;
    }

    Capture capture() {
        return capture;
    }

    /** Returns when the first byte of the body was written, in real time; null if none was. */
    @Nullable
    Instant firstByteTime() {
        return firstByteTime;
    }

    /** Returns whether the body is shorter than its Content-Length. */
    boolean isCutOff() {
        return length > capture.passed();
    }

    @Override
    public void beforeLastWrite() {
        lastWrite = true;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        var known = watched;
        if (known == null) {
            known = new Watched(super.getOutputStream());
            watched = known;
        }
        return known;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        var known = writer;
        if (known == null) {
            known = new PrintWriter(new OutputStreamWriter(getOutputStream(), getCharacterEncoding()));
            writer = known;
        }
        return known;
    }

    /** Flushes the characters that the writer buffers. */
    void flushWriter() {
        if (writer != null) {
            writer.flush();
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        beforeFlush();
        super.flushBuffer();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        capture.reset();
        firstByteTime = null;
    }

    @Override
    public void reset() {
        super.reset();
        capture.reset();
        firstByteTime = null;
        length = -1;
        watched = null;
        writer = null;
    }

    @Override
    public void setContentLength(int announced) {
        super.setContentLength(announced);
        length = announced;
    }

    @Override
    public void setContentLengthLong(long announced) {
        super.setContentLengthLong(announced);
        length = announced;
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        super.setHeader(name, value);
        noteLength(name, value);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        super.addHeader(name, value);
        noteLength(name, value);
    }

    private void noteLength(String name, @Nullable String value) {
        if (value != null && name.equalsIgnoreCase(CONTENT_LENGTH)) {
            try {
                length = Long.parseLong(value);
            } catch (NumberFormatException e) {
                length = -1;
            }
        }
    }

    private void beforeFlush() {
        var status = getStatus();
        if (length >= 0 && capture.passed() >= length || status == NO_CONTENT || status == NOT_MODIFIED) {
            beforeTheEnd.run();
        }
    }

    private void beforeSending() {
        if (firstByteTime == null) {
            firstByteTime = clock.instant();
        }
        if (lastWrite || length >= 0 && capture.passed() >= length) {
            beforeTheEnd.run();
        }
    }

    private final class Watched extends ServletOutputStream {

        private final ServletOutputStream out;

        private Watched(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int single) throws IOException {
            capture.add(single);
            beforeSending();
            out.write(single);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            if (length == count) {
                capture.borrow(bytes, offset, count);
            } else {
                capture.add(bytes, offset, count);
            }
            beforeSending();
            out.write(bytes, offset, count);
        }

        @Override
        public void flush() throws IOException {
            beforeFlush();
            out.flush();
        }

        @Override
        public void close() throws IOException {
            beforeTheEnd.run();
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
