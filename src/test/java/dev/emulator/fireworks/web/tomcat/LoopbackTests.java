package dev.emulator.fireworks.web.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.emulator.fireworks.FireworksEmulator;
import dev.emulator.fireworks.story.Emulator;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The printed address is the bound one: localhost is 127.0.0.1 and ::1, and a client may try either of them only. */
@ExtendWith(OutputCaptureExtension.class)
class LoopbackTests {

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void thereIsIpv6() {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("::1", 0));
        } catch (IOException e) {
            assumeTrue(false, "this machine has no IPv6");
        }
    }

    @Test
    void localhostIsBothAddressesAtOnePort() throws Exception {
        try (var emulator = Emulator.start(List.of())) {
            for (var host : List.of("127.0.0.1", "[::1]", "localhost")) {
                assertThat(status(host, emulator.port())).as(host).isEqualTo(200);
            }
        }
    }

    /** What is set for one connector is set for the other: neither this query nor this host is one that Tomcat takes by itself. */
    @Test
    void bothTakeTheSameRequests() throws Exception {
        var request = "GET /_emulator/health/readiness?a={b} HTTP/1.1\r\nHost: my_service\r\nConnection: close\r\n\r\n";
        try (var emulator = Emulator.start(List.of())) {
            for (var host : List.of("127.0.0.1", "::1")) {
                try (var socket = new Socket(InetAddress.getByName(host), emulator.port())) {
                    socket.setSoTimeout(60_000);
                    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                    assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                            .as(host)
                            .startsWith("HTTP/1.1 200");
                }
            }
        }
    }

    @Test
    void anAddressThatIsSetIsTheOnlyOneAndIsPrinted(CapturedOutput output) throws Exception {
        try (var emulator = Emulator.start(List.of("--server.address=127.0.0.1"))) {
            assertThat(status("127.0.0.1", emulator.port())).isEqualTo(200);
            assertThatThrownBy(() -> status("[::1]", emulator.port())).isInstanceOf(ConnectException.class);
            assertThat(output.getOut()).contains("Ready on http://127.0.0.1:" + emulator.port());
        }
        try (var emulator = Emulator.start(List.of("--server.address=::1"))) {
            assertThat(status("[::1]", emulator.port())).isEqualTo(200);
            assertThat(output.getOut()).contains("Ready on http://[::1]:" + emulator.port());
        }
    }

    @Test
    void aPortThatAnotherProgramHasAtOneOfThemIsTaken(CapturedOutput output) throws IOException {
        try (var other = new ServerSocket(0, 50, InetAddress.getByName("::1"))) {
            var port = other.getLocalPort();
            assertThatThrownBy(() -> SpringApplication.run(FireworksEmulator.class, "--server.port=" + port))
                    .isNotNull();
            assertThat(output.getErr())
                    .startsWith("The emulator did not start: " + port + " is in use by ")
                    .hasLineCount(2);
        }
    }

    private int status(String host, int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/_emulator/health/readiness"));
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
