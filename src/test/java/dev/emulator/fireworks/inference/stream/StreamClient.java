package dev.emulator.fireworks.inference.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection with a small receive buffer, on which a test reads a streamed answer piece by piece. */
final class StreamClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int SMALL_BUFFER = 4096;

    private final Socket socket = new Socket();
    private final BufferedReader in;
    private final String key;

    StreamClient(int port, String key) {
        try {
            socket.setReceiveBufferSize(SMALL_BUFFER);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            this.key = key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StreamClient send(String json, String... headers) {
        var lines = new ArrayList<>(List.of(headers));
        lines.add("Host: localhost");
        lines.add("Authorization: Bearer " + key);
        lines.add("Content-Length: " + json.length());
        try {
            var head = "POST " + StreamEndpoint.PATH + " HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
            socket.getOutputStream().write((head + json).getBytes(StandardCharsets.UTF_8));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads status and headers, with names in lower case; the status has the name {@code status}. */
    Map<String, String> head() {
        var headers = new TreeMap<String, String>();
        headers.put("status", line().split(" ")[1]);
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(": ");
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
        }
        return headers;
    }

    /** Reads a chunk of the body, which is empty at the end. */
    String chunk() {
        var chunk = text(Integer.parseInt(line(), 16));
        line();
        return chunk;
    }

    /** Reads all chunks to the end of the body. */
    String rest() {
        var all = new StringBuilder();
        for (var chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
            all.append(chunk);
        }
        return all.toString();
    }

    String text(int length) {
        var text = new StringBuilder();
        try {
            for (int i = 0; i < length; i++) {
                text.append((char) in.read());
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether something was received that is not read yet. */
    boolean hasMore() {
        try {
            return in.ready();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads everything until the server closes the connection. */
    String untilClosed() throws IOException {
        var all = new StringBuilder();
        for (var c = in.read(); c >= 0; c = in.read()) {
            all.append((char) c);
        }
        return all.toString();
    }

    private String line() {
        try {
            var line = in.readLine();
            if (line == null) {
                throw new IOException("the connection is closed");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
