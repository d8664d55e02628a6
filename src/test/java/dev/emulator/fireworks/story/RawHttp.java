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

/** A client that sends what no HTTP library would send. */
public final class RawHttp {

    private static final int TIMEOUT_MILLIS = 30_000;

    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    /** What came back: the status, the headers by lower-case name, and the body. */
    public record Answer(int status, Map<String, String> headers, String body) {}

    /** A request with a good key. */
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

    /** A body with its length, and whatever other headers. */
    public Answer post(String target, String body, String... headers) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var all = new ArrayList<>(List.of(headers));
        all.add("Content-Length: " + bytes.length);
        return call("POST", target, all, bytes);
    }

    /** A body whose length is not told. */
    public Answer postChunked(String target, String body) {
        var length = body.getBytes(StandardCharsets.UTF_8).length;
        var chunked = Integer.toHexString(length) + "\r\n" + body + "\r\n0\r\n\r\n";
        return call("POST", target, List.of("Transfer-Encoding: chunked"), chunked.getBytes(StandardCharsets.UTF_8));
    }

    /** These bytes and no others; the answer is what comes until the server hangs up. */
    public Answer send(byte[] bytes) {
        return parse(exchange(bytes));
    }

    /** These bytes, and that no more will come. */
    public Answer sendAndClose(byte[] bytes) {
        return parse(exchange(bytes, true));
    }

    /** Everything that comes back for these bytes, until the server hangs up. */
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
