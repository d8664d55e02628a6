package dev.emulator.fireworks.story;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends malformed requests, which HTTP libraries cannot send. */
public final class RawHttp {

    private static final int TIMEOUT_MILLIS = 30_000;

    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    /** A response. The names of headers are in lower case. */
    public record Answer(int status, Map<String, String> headers, String body) {}

    /** Sends a request with a valid API key. */
    public Answer call(String method, String target, List<String> headers, byte[] body) {
        var lines = headers.stream().map(header -> header + "\r\n").collect(Collectors.joining());
        var head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer fw_test\r\n"
                + "Connection: close\r\n" + lines + "\r\n";
        var out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return send(out.toByteArray());
    }

    public Answer get(String target) {
        return call("GET", target, List.of(), new byte[0]);
    }

    /** Sends a body with {@code Content-Length} and more headers. */
    public Answer post(String target, String body, String... headers) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var all = new ArrayList<>(List.of(headers));
        all.add("Content-Length: " + bytes.length);
        return call("POST", target, all, bytes);
    }

    /** Sends a body in chunks, without {@code Content-Length}. */
    public Answer postChunked(String target, String body) {
        var length = body.getBytes(StandardCharsets.UTF_8).length;
        var chunked = Integer.toHexString(length) + "\r\n" + body + "\r\n0\r\n\r\n";
        return call("POST", target, List.of("Transfer-Encoding: chunked"), chunked.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends these bytes, and reads the response until the server closes the connection. */
    public Answer send(byte[] bytes) {
        return parse(exchange(bytes));
    }

    /** Sends these bytes, and closes the sending side. */
    public Answer sendAndClose(byte[] bytes) {
        return parse(exchange(bytes, true));
    }

    /** Sends these bytes, and returns everything that the server sends until it closes the connection. */
    public String exchange(byte[] bytes) {
        return exchange(bytes, false);
    }

    private String exchange(byte[] bytes, boolean close) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            if (close) {
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answer parse(String answer) {
        var end = answer.indexOf("\r\n\r\n");
        var lines = answer.substring(0, end).lines().toList();
        var headers = lines.stream()
                .skip(1)
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(line -> line[0].toLowerCase(Locale.ROOT), line -> line[1]));
        return new Answer(Integer.parseInt(lines.get(0).split(" ")[1]), headers, answer.substring(end + 4));
    }
}
