package dev.emulator.fireworks.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JVM that a test starts. A thread reads the output all the time, because a process blocks if nothing reads its output. Each wait ends
 * after two minutes: then the process is killed, and the test fails with the output and the thread dump of the process.
 */
public final class WatchedProcess {

    private static final long LIMIT_SECONDS = 120;
    private static final long STACKS_SECONDS = 10;
    private static final Pattern END_OF_STACKS = Pattern.compile("JNI global refs.*");

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private boolean isComplete;

    /** @param process must redirect its standard error to its output, or elsewhere */
    public WatchedProcess(Process process) {
        this.process = process;
        var reader = new Thread(this::readOutput, "output-of-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private void readOutput() {
        try (var output = process.inputReader()) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add(new UncheckedIOException(e).toString());
        } finally {
            endOutput();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void endOutput() {
        isComplete = true;
        notifyAll();
    }

    /** Waits for a line of output. Fails if the process ends before it prints such a line. */
    public MatchResult awaitLine(Pattern pattern) {
        if (!awaitOutput(() -> find(pattern).isPresent(), LIMIT_SECONDS)) {
            throw failure("did not print " + pattern + " within " + LIMIT_SECONDS + " s");
        }
        return find(pattern).orElseThrow(() -> new AssertionError("the process did not start:\n" + output()));
    }

    private synchronized Optional<Matcher> find(Pattern pattern) {
        return lines.stream().map(pattern::matcher).filter(Matcher::matches).findFirst();
    }

    /** Waits for the end of the process and of its output, and returns the exit code. */
    public int awaitExit() {
        var isOutputComplete = awaitOutput(() -> false, LIMIT_SECONDS);
        try {
            if (isOutputComplete && process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        throw failure("did not end within " + LIMIT_SECONDS + " s");
    }

    /** Sends SIGTERM. Unlike the process, the handle leaves the output open. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL, and waits for the end of the process. */
    public void kill() {
        process.toHandle().destroyForcibly();
        awaitExit();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the output so far. */
    public synchronized String output() {
        return String.join("\n", lines);
    }

    /** Waits until the condition is true or the output ends. Returns false on timeout. */
    private synchronized boolean awaitOutput(BooleanSupplier condition, long seconds) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try {
            while (!condition.getAsBoolean() && !isComplete) {
                var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private AssertionError interrupted(InterruptedException e) {
        var failure = failure("was waited for when the test was interrupted");
        failure.initCause(e);
        return failure;
    }

    /** Kills the process, and returns a failure with its thread dump, which a JVM prints on SIGQUIT. */
    private AssertionError failure(String what) {
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start();
            awaitOutput(() -> find(END_OF_STACKS).isPresent(), STACKS_SECONDS);
        } catch (IOException e) {
            add("no stacks: " + e);
        }
        process.destroyForcibly();
        return new AssertionError("process " + process.pid() + " " + what + ":\n" + output());
    }
}
