package dev.emulator.fireworks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.WatchedProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** With TLS, all printed URLs are https URLs, and the commands can connect. */
@ExtendWith(OutputCaptureExtension.class)
class TlsTests {

    @TempDir
    private Path directory;

    @Test
    void withTlsThePrintedUrlIsHttpsAndTheCommandsConnect(CapturedOutput output) throws Exception {
        var store = selfSigned();
        try (var emulator = Emulator.start(List.of(
                "--server.ssl.key-store=" + store,
                "--server.ssl.key-store-password=changeit",
                "--emulator.control.token=t"))) {
            var url = "https://localhost:" + emulator.port();
            assertThat(output.getOut()).contains("Ready on " + url, "export FIREWORKS_BASE_URL=" + url + " ");

            for (var address :
                    List.of(url, "https://[::1]:" + emulator.port(), "https://127.0.0.1:" + emulator.port())) {
                var terminal = new RecordedTerminal(Map.of());
                assertThat(terminal.run("health", "--url", address))
                        .as(terminal.err())
                        .isZero();
            }
            // In a container, settings are environment variables.
            var inside = new RecordedTerminal(Map.of(
                    "SERVER_PORT", Integer.toString(emulator.port()),
                    "SERVER_SSL_KEY_STORE", store.toString(),
                    "EMULATOR_CONTROL_TOKEN", "t"));
            assertThat(inside.run("health")).as(inside.err()).isZero();
            assertThat(inside.run("env")).as(inside.err()).isZero();
            assertThat(inside.out()).contains("FIREWORKS_BASE_URL=" + url + " ");
            assertThat(inside.err()).isEmpty();
        }
    }

    @Test
    void aSelfSignedCertificateIsCreatedOnceAndClientsCanTrustItsFile(CapturedOutput output) throws Exception {
        var settings = List.of("--emulator.tls=self-signed", "--emulator.data-dir=" + directory);
        var certificate = directory.resolve("tls.pem");
        byte[] first;
        try (var emulator = Emulator.start(settings)) {
            assertThat(output.getOut())
                    .contains("Ready on https://localhost:" + emulator.port(), " SSL_CERT_FILE=" + certificate);
            first = Files.readAllBytes(certificate);
            for (var host : List.of("localhost", "127.0.0.1", "[::1]")) {
                assertThat(statusTrusting(certificate, "https://" + host + ":" + emulator.port()))
                        .as(host)
                        .isEqualTo(200);
            }
            var inside = new RecordedTerminal(
                    Map.of("SERVER_PORT", Integer.toString(emulator.port()), "EMULATOR_TLS", "self-signed"));
            assertThat(inside.run("health")).as(inside.err()).isZero();
        }
        try (var emulator = Emulator.start(settings)) {
            assertThat(emulator.port()).isPositive();
            assertThat(certificate).hasBinaryContent(first);
        }
    }

    private static int statusTrusting(Path certificate, String url) throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "a", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        var request = HttpRequest.newBuilder(URI.create(url + "/_emulator/health/readiness"));
        return HttpClient.newBuilder()
                .sslContext(context)
                .build()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    private Path selfSigned() throws IOException {
        var store = directory.resolve("store.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit",
                        "-alias",
                        "a",
                        "-dname",
                        "CN=localhost",
                        "-keyalg",
                        "EC",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1"))
                .redirectErrorStream(true)
                .start();
        assertThat(new WatchedProcess(process).awaitExit()).isZero();
        return store;
    }
}
