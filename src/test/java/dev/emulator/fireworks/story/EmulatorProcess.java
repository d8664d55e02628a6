package dev.emulator.fireworks.story;

import dev.emulator.fireworks.FireworksEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** An emulator in its own process, which a test can kill. */
public final class EmulatorProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("export FIREWORKS_BASE_URL=http://localhost:(\\d+) .*");

    private final WatchedProcess process;
    private final int port;

    private EmulatorProcess(WatchedProcess process) {
        this.process = process;
        this.port = Integer.parseInt(process.awaitLine(READY).group(1));
    }

    /** Returns when the emulator is ready. Fails with the output of the process if it does not become ready. */
    public static EmulatorProcess start(List<String> settings) {
        return start(List.of(), settings);
    }

    /** Starts with options of the JVM. */
    public static EmulatorProcess start(List<String> flags, List<String> settings) {
        return of(emulator(flags), settings);
    }

    /** Returns the output of an emulator that must not start. */
    public static String refusal(List<String> settings) {
        return refusal(List.of(), settings);
    }

    /** Starts with options of the JVM. */
    public static String refusal(List<String> flags, List<String> settings) {
        var process = launch(emulator(flags), settings);
        process.awaitExit();
        return process.output();
    }

    static EmulatorProcess of(List<String> command, List<String> settings) {
        return new EmulatorProcess(launch(command, settings));
    }

    private static List<String> emulator(List<String> flags) {
        var command = new ArrayList<>(ClassArchive.command(flags));
        command.add(FireworksEmulator.class.getName());
        return command;
    }

    private static WatchedProcess launch(List<String> command, List<String> settings) {
        var all = new ArrayList<>(command);
        all.add("--server.port=0");
        all.addAll(settings);
        try {
            return new WatchedProcess(
                    new ProcessBuilder(all).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public Client client(String account) {
        return new Client(port, account);
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** Sends SIGTERM, waits for the end of the process, and returns its exit code. */
    public int stop() {
        process.terminate();
        return process.awaitExit();
    }

    /** Waits for the end of the process without a signal, and returns its exit code. */
    public int end() {
        return process.awaitExit();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the output so far. */
    public String output() {
        return process.output();
    }

    @Override
    public void close() {
        kill();
    }
}
