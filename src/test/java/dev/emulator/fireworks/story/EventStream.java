package dev.emulator.fireworks.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client for server-sent events. It has a small receive buffer, so that a test can simulate a slow reader. */
public final class EventStream implements AutoCloseable {

    private static final int SMALL_BUFFER = 4096;
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket;
    private final BufferedReader lines;
    private final int status;

    private EventStream(Socket socket, String path) throws IOException {
        this.socket = socket;
        var request = "GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        this.lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.status = Integer.parseInt(lines.readLine().split(" ")[1]);
        while (!lines.readLine().isEmpty()) {
            continue;
        }
        if (status == 200 && !lines.readLine().startsWith(":")) {
            throw new AssertionError("a stream begins with a comment");
        }
    }

    /** A server-sent event. */
    public record Event(String id, String type, String data) {

        public JsonNode json() {
            return JsonMapper.shared().readTree(data);
        }
    }

    /** Opens a stream, which contains all events after this method returns. */
    public static EventStream open(int port, String path) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress("localhost", port));
        return new EventStream(socket, path);
    }

    public int status() {
        return status;
    }

    /** Returns the next event. Skips comments. */
    public Event next() throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && !fields.isEmpty()) {
                return new Event(
                        fields.getOrDefault("id", ""),
                        fields.getOrDefault("event", ""),
                        fields.getOrDefault("data", ""));
            }
            var colon = line.indexOf(": ");
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        throw new IOException("the stream has ended");
    }

    /** Waits for the next event or the end of the stream. Returns whether the stream has ended. */
    public boolean hasEnded() throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isEmpty() && !line.startsWith(":")) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
