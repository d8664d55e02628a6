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
 * A JVM that a test has started. Its output is read all the time, because a process whose output is not read blocks. No wait for it lasts
 * longer than two minutes: then the process is killed, and the test fails with what the process printed and with the stacks of its threads.
 */
public final class WatchedProcess {

    private static final long LIMIT_SECONDS = 120;
    private static final long STACKS_SECONDS = 10;
    private static final Pattern END_OF_STACKS = Pattern.compile("JNI global refs.*");

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private boolean isComplete;

    /** @param process must have its errors redirected to its output, or elsewhere */
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

    /** Returns once it has printed such a line, and fails if it ends without. */
    public MatchResult awaitLine(Pattern pattern) {
        if (!awaitOutput(() -> find(pattern).isPresent(), LIMIT_SECONDS)) {
            throw failure("did not print " + pattern + " within " + LIMIT_SECONDS + " s");
        }
        return find(pattern).orElseThrow(() -> new AssertionError("the process did not start:\n" + output()));
    }

    private synchronized Optional<Matcher> find(Pattern pattern) {
        return lines.stream().map(pattern::matcher).filter(Matcher::matches).findFirst();
    }

    /** Returns its exit code once it has ended and its output is complete. */
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

    /** SIGTERM. Unlike its process, the handle leaves the output open. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** SIGKILL; returns when the process has gone. */
    public void kill() {
        process.toHandle().destroyForcibly();
        awaitExit();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed so far. */
    public synchronized String output() {
        return String.join("\n", lines);
    }

    /** Whether the output came to this, or to its end, in time. */
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

    /** Kills it, and tells what it was doing: a JVM prints the stacks of its threads on SIGQUIT. */
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
