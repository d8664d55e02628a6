package dev.emulator.fireworks.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Await;
import dev.emulator.fireworks.story.WatchedProcess;
import dev.emulator.fireworks.testing.FireworksEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts the jar as a user does. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class StartCacheIT {

    private static final Pattern READY = Pattern.compile("Ready on .*");
    private static final long LIMIT_MINUTES = 5;

    @TempDir
    private Path home;

    private Path caches;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void aDirectoryForCaches() throws IOException {
        caches = Files.createDirectory(home.resolve("fireworks-emulator"));
    }

    @AfterEach
    void end() throws InterruptedException {
        for (var process : started) {
            var all = process.descendants().toList();
            process.destroyForcibly().waitFor();
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void theFirstStartMakesACacheAndTheNextOnesUseIt() throws Exception {
        // Two emulators start without a cache at the same time.
        var first = start();
        var second = start();
        awaitReady(first);
        awaitReady(second);
        var cache = awaitCache();
        assertThat(first.isAlive() && second.isAlive()).isTrue();
        var made = Files.getLastModifiedTime(cache);

        var third = start();
        awaitReady(third);
        var inside = third.children().toList();
        assertThat(inside).hasSize(1);
        assertThat(third.info().commandLine().orElseThrow()).doesNotContain(cache.toString());
        assertThat(inside.get(0).info().commandLine().orElseThrow()).contains(cache.toString());
        assertThat(files())
                .filteredOn(file -> file.endsWith(".cache"))
                .containsExactly(cache.getFileName().toString());
        assertThat(Files.getLastModifiedTime(cache)).isEqualTo(made);

        third.destroy();
        assertThat(third.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(third.exitValue()).isEqualTo(143);
        assertThat(inside.get(0).isAlive()).isFalse();

        var fourth = start();
        awaitReady(fourth);
        var orphan = fourth.children().findFirst().orElseThrow();
        fourth.destroyForcibly();
        orphan.onExit().get(LIMIT_MINUTES, TimeUnit.MINUTES);

        assertThat(new WatchedProcess(start("--emulator.nonsense=1")).awaitExit())
                .isEqualTo(2);

        var tests = startTests();
        var emulator = tests.descendants().toList();
        assertThat(emulator).hasSize(1);
        assertThat(emulator.get(0).info().commandLine().orElseThrow()).contains(cache.toString());
    }

    @Test
    void theEndOfTheEmulatorStopsTheCreationOfTheCache() throws Exception {
        var emulator = start();
        awaitReady(emulator);
        Await.until(
                "the cache is being made", () -> emulator.children().findAny().isPresent());
        var maker = emulator.children().findAny().orElseThrow();
        Await.until("the rehearsal runs", () -> maker.children().findAny().isPresent());
        var rehearsal = maker.children().findAny().orElseThrow();
        emulator.destroyForcibly();
        maker.onExit().get(LIMIT_MINUTES, TimeUnit.MINUTES);
        rehearsal.onExit().get(LIMIT_MINUTES, TimeUnit.MINUTES);
        assertThat(files()).noneMatch(file -> file.endsWith(".cache") || file.contains(".unfinished"));
    }

    @Test
    void aBrokenCacheIsIgnored() throws Exception {
        var jar = Path.of(System.getProperty("fireworks.emulator.jar")).toAbsolutePath();
        Files.writeString(StartCache.of(jar, caches).orElseThrow().file(), "no cache at all");
        awaitReady(start());
    }

    @Test
    void aDisabledCacheIsNotCreated() throws Exception {
        var process = start("--emulator.start-cache=false");
        awaitReady(process);
        assertThat(process.children()).isEmpty();
        process.destroy();
        assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(files()).isEmpty();
    }

    private Process start(String... settings) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-jar", System.getProperty("fireworks.emulator.jar")));
        command.add("--server.port=0");
        command.addAll(Arrays.asList(settings));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("XDG_CACHE_HOME", home.toString());
        builder.environment().remove(Launcher.VARIABLE);
        var process = builder.start();
        started.add(process);
        return process;
    }

    /** Starts a process that uses the fixtures. It runs until it is stopped. */
    private Process startTests() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var jar = "-Dfireworks.emulator.jar=" + System.getProperty("fireworks.emulator.jar");
        var builder = new ProcessBuilder(java, jar, "-cp", "target/test-classes", TestsWithFixtures.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("XDG_CACHE_HOME", home.toString());
        builder.environment().remove(Launcher.VARIABLE);
        var process = builder.start();
        started.add(process);
        new WatchedProcess(process).awaitLine(Pattern.compile("http://localhost:.*"));
        return process;
    }

    static final class TestsWithFixtures {

        private TestsWithFixtures() {}

        public static void main(String[] args) throws IOException {
            System.out.println(FireworksEmulator.shared().getBaseUrl());
            System.in.read();
        }
    }

    private static void awaitReady(Process process) {
        new WatchedProcess(process).awaitLine(READY);
    }

    /** Waits for the event that a cache was created. A cache is complete when it is created, because its maker moves it into place. */
    private Path awaitCache() throws IOException, InterruptedException {
        try (var watch = caches.getFileSystem().newWatchService()) {
            caches.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (true) {
                var cache =
                        files().stream().filter(file -> file.endsWith(".cache")).findFirst();
                if (cache.isPresent()) {
                    return caches.resolve(cache.get());
                }
                var key = watch.poll(LIMIT_MINUTES, TimeUnit.MINUTES);
                assertThat(key).as("a cache within %s minutes", LIMIT_MINUTES).isNotNull();
                key.pollEvents();
                key.reset();
            }
        }
    }

    private List<String> files() {
        try (var files = Files.list(caches)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
