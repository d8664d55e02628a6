package dev.emulator.fireworks.faults;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.StreamUtils;

/**
 * A response that buffers its body, while status and headers are set as usual. Bodies over 1 MiB are buffered on disk, because downloads
 * may be larger than the heap.
 */
final class BufferedResponse extends HttpServletResponseWrapper implements Closeable {

    private static final int IN_MEMORY = 1 << 20;

    private final Body body = new Body();
    private @Nullable PrintWriter writer;

    BufferedResponse(HttpServletResponse response) {
        super(response);
    }

    long size() {
        if (writer != null) {
            writer.flush();
        }
        return body.size;
    }

    byte[] bytes() throws IOException {
        try (var content = content()) {
            return content.readAllBytes();
        }
    }

    /** Sends the buffered body unchanged. */
    void send() throws IOException {
        send(size(), 1, Duration.ZERO);
    }

    /** Sends another body instead of the buffered one. */
    void send(byte[] other) throws IOException {
        getResponse().setContentLength(other.length);
        getResponse().getOutputStream().write(other);
    }

    /** Sends the first bytes of the body, with the Content-Length of the whole. */
    void sendPart(long bytes) throws IOException {
        send(bytes, 1, Duration.ZERO);
    }

    void sendSlowly(int pieces, Duration between) throws IOException {
        send(size(), pieces, between);
    }

    private void send(long bytes, int pieces, Duration between) throws IOException {
        getResponse().setContentLengthLong(size());
        try (var content = content()) {
            for (int i = 0; i < pieces; i++) {
                if (i > 0) {
                    Sleep.sleep(between);
                }
                var piece = bytes * (i + 1) / pieces - bytes * i / pieces;
                StreamUtils.copyRange(content, getResponse().getOutputStream(), 0, piece - 1);
                getResponse().flushBuffer();
            }
        }
    }

    private InputStream content() throws IOException {
        return body.file == null
                ? new ByteArrayInputStream(body.memory.toByteArray())
                : Files.newInputStream(body.file);
    }

    @Override
    public void close() throws IOException {
        body.clear();
    }

    /** If a call fails while it writes its answer, the error replaces what was buffered. */
    @Override
    public void resetBuffer() {
        super.resetBuffer();
        clear();
    }

    @Override
    public void reset() {
        super.reset();
        clear();
    }

    private void clear() {
        writer = null;
        try {
            body.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return body;
    }

    @Override
    public PrintWriter getWriter() {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8));
        }
        return writer;
    }

    /** Ignored, as Content-Length is set when the body is sent. */
    @Override
    public void setContentLength(int length) {}

    @Override
    public void setContentLengthLong(long length) {}

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void flushBuffer() {}

    private static final class Body extends ServletOutputStream {

        private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
        private @Nullable Path file;
        private @Nullable OutputStream spill;
        private long size;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (spill == null && size + length > IN_MEMORY) {
                file = Files.createTempFile("answer", null);
                spill = Files.newOutputStream(file);
                memory.writeTo(spill);
                memory.reset();
            }
            (spill == null ? memory : spill).write(bytes, from, length);
            size += length;
        }

        private void clear() throws IOException {
            memory.reset();
            size = 0;
            if (spill != null) {
                spill.close();
                spill = null;
            }
            if (file != null) {
                Files.deleteIfExists(file);
                file = null;
            }
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("answers are not written asynchronously");
        }
    }
}
