package dev.emulator.fireworks.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Await;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.Postgresql;
import dev.emulator.fireworks.story.TcpProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** An emulator whose database goes away says so to everybody, and goes on when it is there again. */
@Testcontainers(disabledWithoutDocker = true)
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
class LostDatabaseTests {

    @Container
    private static final PostgreSQLContainer DATABASE = Postgresql.container();

    private TcpProxy way;
    private Emulator emulator;
    private Client client;

    @BeforeEach
    void start() {
        way = new TcpProxy(DATABASE.getHost(), DATABASE.getFirstMappedPort());
        var settings = new ArrayList<>(Emulator.on(DATABASE));
        settings.set(
                0,
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + way.port() + "/" + DATABASE.getDatabaseName());
        emulator = Emulator.start(settings);
        client = emulator.client("acme");
        client.send("POST", "/_emulator/v1:reset", "{}");
        assertThat(client.create("job").status()).isEqualTo(200);
        assertThat(readiness().status()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        way.close();
        emulator.close();
    }

    @Test
    void itLivesButIsNotReadyAndSaysSoToClients(CapturedOutput output) {
        way.cut();
        assertLost();
        assertThat(output.toString().split("database cannot be reached; calls", -1))
                .hasSizeLessThan(4);

        way.mend();
        awaitReady();
        assertThat(client.get("job").status()).isEqualTo(200);
        assertThat(client.create("another").status()).isEqualTo(200);
    }

    @Test
    void aServerThatFallsSilentIsGivenUpSoon() {
        way.stall();
        assertLost();
        way.mend();
        awaitReady();
        assertThat(client.create("another").status()).isEqualTo(200);
    }

    @Test
    void callsInFlightAreAnsweredThatTheyMayBeTriedAgain() {
        var statuses = new ConcurrentLinkedQueue<Integer>();
        var going = new AtomicBoolean(true);
        var callers = IntStream.range(0, 8)
                .mapToObj(number -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; going.get(); i++) {
                        statuses.add(client.create("job-" + number + "-" + i).status());
                    }
                }))
                .toArray(CompletableFuture[]::new);
        Await.until("50 calls are answered", () -> statuses.size() >= 50);
        way.cut();
        Await.until("a call is refused", () -> statuses.contains(503));
        going.set(false);
        CompletableFuture.allOf(callers).orTimeout(2, TimeUnit.MINUTES).join();

        assertThat(statuses).isSubsetOf(List.of(200, 503));
    }

    private void assertLost() {
        for (var refusal : List.of(client.get("job"), client.create("another"), client.cancel("job"))) {
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.json().path("code").asInt()).isEqualTo(14);
            assertThat(refusal.json().path("message").asString())
                    .isEqualTo("the emulator's database cannot be reached");
        }
        var readiness = readiness();
        assertThat(readiness.status()).isEqualTo(503);
        assertThat(readiness.json().path("status").asString()).isEqualTo("DOWN");
        assertThat(readiness.json().path("details").path("reason").asString())
                .isEqualTo("the emulator's database cannot be reached");
        assertThat(client.send("GET", "/_emulator/health/liveness", "").status())
                .isEqualTo(200);
    }

    private void awaitReady() {
        Await.until("it is ready", () -> readiness().status() == 200);
    }

    private Client.Answer readiness() {
        return client.send("GET", "/_emulator/health/readiness", "");
    }
}
