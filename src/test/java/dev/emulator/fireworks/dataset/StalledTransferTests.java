package dev.emulator.fireworks.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Postgresql;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** With a shared database, a stalled upload or download holds no connection that other requests need. */
@Testcontainers(disabledWithoutDocker = true)
class StalledTransferTests {

    private static final int CONNECTIONS = 3;
    private static final int STALLED = 2 * CONNECTIONS + 2;

    /** Several chunks, and more than the buffers of sockets. */
    private static final int SIZE = 8 * 1024 * 1024;

    private static final String ROW =
            "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"assistant\", \"content\": \"b\"}]}\n";

    @Container
    private static final PostgreSQLContainer DATABASE = Postgresql.container();

    private static Emulator emulator;

    @BeforeAll
    static void start() {
        var settings = new ArrayList<>(Emulator.on(DATABASE));
        settings.add("--spring.datasource.hikari.maximum-pool-size=" + CONNECTIONS);
        settings.add("--spring.datasource.hikari.connection-timeout=5000");
        emulator = Emulator.start(settings);
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void stalledUploadsBlockNoRequestAndCanContinue() throws IOException {
        var client = emulator.client("uploads");
        var addresses = announce(client);
        var sockets = new ArrayList<Socket>();
        for (var address : addresses) {
            var socket = connect();
            send(
                    socket,
                    "PUT %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n"
                                    .formatted(path(address), SIZE)
                            + "Content-Type: application/octet-stream\r\nx-goog-content-length-range: %d,%d\r\n\r\n"
                                    .formatted(SIZE, SIZE));
            socket.getOutputStream().write(new byte[SIZE / 2]);
            sockets.add(socket);
        }
        assertAnswers(client);
        for (var socket : sockets) {
            socket.getOutputStream().write(new byte[SIZE - SIZE / 2]);
            assertThat(status(socket)).contains(" 200 ");
            socket.close();
        }
        assertThat(emulator.jdbc()
                        .sql("select sum(length(bytes)) from blob_chunk")
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo((long) STALLED * SIZE);
    }

    @Test
    void stalledDownloadsBlockNoRequest(@TempDir Path scratch) throws IOException {
        var client = emulator.client("downloads");
        var file = Files.writeString(scratch.resolve("data.jsonl"), ROW.repeat(SIZE / ROW.length()));
        assertThat(client.upload("large", file).state()).isEqualTo("READY");
        var address = client.send("GET", "/v1/accounts/downloads/datasets/large:getDownloadEndpoint", "")
                .json()
                .at("/filenameToSignedUrls/data.jsonl")
                .asString();
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i < STALLED; i++) {
            var socket = connect();
            send(socket, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path(address)));
            assertThat(status(socket)).contains(" 200 ");
            sockets.add(socket);
        }
        assertAnswers(client);
        for (var socket : sockets) {
            socket.close();
        }
    }

    @Test
    void whatAKilledUploadHasLeftIsDeletedWithALaterUpload(@TempDir Path scratch) throws IOException {
        var jdbc = emulator.jdbc();
        for (var id : List.of("killed", "marked-long-ago", "under-way")) {
            jdbc.sql("insert into blob_chunk (blob_id, seq, bytes) values (?, 0, ?)")
                    .params(id, new byte[1])
                    .update();
        }
        mark("marked-long-ago", "2 days");
        mark("under-way", "1 minute");
        var file = Files.writeString(scratch.resolve("data.jsonl"), ROW.repeat(3));
        try (var next = Emulator.start(Emulator.on(DATABASE))) {
            var client = next.client("swept");
            assertThat(client.upload("one", file).state()).isEqualTo("READY");

            assertThat(jdbc.sql("select blob_id from blob_chunk where blob_id in"
                                    + " ('killed', 'marked-long-ago', 'under-way')")
                            .query(String.class)
                            .list())
                    .containsExactly("under-way");
            assertThat(client.upload("two", file).state()).isEqualTo("READY");
        }
    }

    private static void mark(String id, String ago) {
        emulator.jdbc()
                .sql("insert into blob_upload (blob_id, touched_time) values (?, current_timestamp - interval '" + ago
                        + "')")
                .param(id)
                .update();
    }

    private static void assertAnswers(Client client) {
        assertThat(client.create("job").status()).isEqualTo(200);
        assertThat(client.get("job").status()).isEqualTo(200);
        assertThat(client.send("GET", "/_emulator/health/readiness", "").status())
                .isEqualTo(200);
    }

    private static List<String> announce(Client client) {
        client.send(
                "POST", "/v1/accounts/uploads/datasets", "{\"datasetId\": \"d\", \"dataset\": {\"exampleCount\": 3}}");
        var sizes = Json.object();
        for (var i = 0; i < STALLED; i++) {
            sizes.put(i + ".jsonl", String.valueOf(SIZE));
        }
        return client.send(
                        "POST",
                        "/v1/accounts/uploads/datasets/d:getUploadEndpoint",
                        Json.object("filenameToSize", sizes).toString())
                .json()
                .path("filenameToSignedUrls")
                .valueStream()
                .map(address -> address.asString())
                .toList();
    }

    private static String path(String address) {
        var uri = URI.create(address);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static Socket connect() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), emulator.port()));
        return socket;
    }

    private static void send(Socket socket, String head) throws IOException {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    private static String status(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }
}
