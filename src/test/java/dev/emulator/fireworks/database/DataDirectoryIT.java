package dev.emulator.fireworks.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.EmulatorProcess;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledged changes are durable, even if the process is killed. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class DataDirectoryIT {

    private static final int KILLS = 20;
    private static final int CLIENTS = 4;

    @TempDir
    private Path directory;

    @Test
    void noAcknowledgedJobIsLostWhenTheProcessIsKilledDuringCreates() {
        var acknowledged = new ArrayList<String>();
        for (int life = 0; life < KILLS; life++) {
            try (var emulator = EmulatorProcess.start(Emulator.in(directory))) {
                var client = emulator.client("acme");
                assertThat(client.totalSize()).isGreaterThanOrEqualTo(acknowledged.size());
                var stored = client.totalSize();
                assertThat(client.create("first-of-" + life).status()).isEqualTo(200);
                assertThat(client.totalSize()).isEqualTo(stored + 1);
                acknowledged.add("first-of-" + life);
                acknowledged.addAll(createUntil(emulator, "life-" + life, emulator::kill));
            }
        }
        try (var emulator = EmulatorProcess.start(Emulator.in(directory))) {
            assertThat(acknowledged).hasSizeGreaterThan(KILLS * CLIENTS);
            assertExist(emulator.client("acme"), acknowledged);
        }
    }

    @Test
    void aStoppedProcessEndsAndLosesNoAcknowledgedJob() {
        var acknowledged = new ArrayList<String>();
        try (var emulator = EmulatorProcess.start(Emulator.in(directory))) {
            acknowledged.addAll(createUntil(
                    emulator, "stopped", () -> assertThat(emulator.stop()).isEqualTo(128 + 15)));
        }
        try (var emulator = EmulatorProcess.start(Emulator.in(directory))) {
            assertExist(emulator.client("acme"), acknowledged);
        }
    }

    @Test
    void aSecondEmulatorOnADirectoryPrintsTheReasonAndDoesNotStart() {
        try (var emulator = EmulatorProcess.start(Emulator.in(directory))) {
            assertThat(emulator.client("acme").create("first").status()).isEqualTo(200);

            assertThat(EmulatorProcess.refusal(Emulator.in(directory)))
                    .contains("The emulator did not start: " + directory + " is in use by ")
                    .contains("or use another directory")
                    .doesNotContain("Ready on ")
                    .doesNotContain("ERROR")
                    .doesNotContain("\tat ");
            assertThat(emulator.client("acme").get("first").status()).isEqualTo(200);
        }
    }

    /** Creates jobs with several concurrent clients, ends the process meanwhile, and returns the acknowledged jobs. */
    private static List<String> createUntil(EmulatorProcess emulator, String prefix, Runnable end) {
        var underWay = new CountDownLatch(CLIENTS * 5);
        var clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                                createUntilDisconnected(emulator.client("acme"), prefix + "-" + i + "-", underWay))
                        .orTimeout(2, TimeUnit.MINUTES))
                .toList();
        try {
            assertThat(underWay.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
        end.run();
        return clients.stream().flatMap(client -> client.join().stream()).toList();
    }

    private static List<String> createUntilDisconnected(Client client, String prefix, CountDownLatch underWay) {
        var acknowledged = new ArrayList<String>();
        try {
            while (client.create(prefix + acknowledged.size()).status() == 200) {
                acknowledged.add(prefix + acknowledged.size());
                underWay.countDown();
            }
        } catch (UncheckedIOException e) {
            // The process has ended.
        }
        return acknowledged;
    }

    private static void assertExist(Client client, List<String> ids) {
        assertThat(ids).allSatisfy(id -> assertThat(client.get(id).status()).isEqualTo(200));
    }
}
