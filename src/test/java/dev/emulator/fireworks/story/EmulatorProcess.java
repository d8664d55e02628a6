package dev.emulator.fireworks.story;

import dev.emulator.fireworks.FireworksEmulator;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An emulator in its own process, which a test can kill. */
public final class EmulatorProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("export FIREWORKS_BASE_URL=http://localhost:(\\d+) .*");

    private final WatchedProcess process;
    private final int port;

    private EmulatorProcess(WatchedProcess process) {
        this.process = process;
        this.port = Integer.parseInt(process.awaitLine(READY).group(1));
    }

    /** Starts processes that share an archive of loaded classes, because loading the classes takes most of a start. */
    public static final class Launcher {

        private final String classPath;
        private final Path archive;

        public Launcher(Path scratch) {
            this(scratch, List.of(), List.of(), emulator -> {});
        }

        /** @param first uses the first process, from which the archive is written */
        public Launcher(Path scratch, List<String> flags, List<String> settings, Consumer<EmulatorProcess> first) {
            classPath = Stream.of(testClassPath().split(File.pathSeparator))
                    .map(element -> Files.isDirectory(Path.of(element)) ? jar(element, scratch) : element)
                    .collect(Collectors.joining(File.pathSeparator));
            archive = scratch.resolve("classes.jsa");
            var all = new ArrayList<>(flags);
            all.add("-XX:ArchiveClassesAtExit=" + archive);
            try (var trained = new EmulatorProcess(launch(all, settings))) {
                first.accept(trained);
                trained.stop();
            }
        }

        /** Returns when the emulator is ready. Fails with the output of the process if it does not become ready. */
        public EmulatorProcess start(List<String> settings) {
            return start(List.of(), settings);
        }

        /** Starts with options of the JVM. */
        public EmulatorProcess start(List<String> flags, List<String> settings) {
            var all = new ArrayList<>(flags);
            all.add("-XX:SharedArchiveFile=" + archive);
            return new EmulatorProcess(launch(all, settings));
        }

        /** Returns the output of an emulator that must not start. */
        public String refusal(List<String> settings) {
            return refusal(List.of(), settings);
        }

        /** Starts with options of the JVM. */
        public String refusal(List<String> flags, List<String> settings) {
            var all = new ArrayList<>(flags);
            all.add("-XX:SharedArchiveFile=" + archive);
            var process = launch(all, settings);
            process.awaitExit();
            return process.output();
        }

        private WatchedProcess launch(List<String> flags, List<String> settings) {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var command = new ArrayList<>(List.of(java, "-Xlog:disable", "-Xlog:all=error:stderr"));
            command.addAll(flags);
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath));
            command.addAll(List.of(FireworksEmulator.class.getName(), "--server.port=0"));
            command.addAll(settings);
            try {
                return new WatchedProcess(
                        new ProcessBuilder(command).redirectErrorStream(true).start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String testClassPath() {
            return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        }

        /** The JVM shares classes from jars only. */
        private static String jar(String directory, Path scratch) {
            var jar = scratch.resolve(Path.of(directory).getFileName() + ".jar").toString();
            var tool = ToolProvider.findFirst("jar").orElseThrow();
            if (tool.run(System.out, System.err, "--create", "--file", jar, "-C", directory, ".") != 0) {
                throw new AssertionError("no jar of " + directory);
            }
            return jar;
        }
    }

    public int port() {
        return port;
    }

    public Client client(String account) {
        return new Client(port, account);
    }

    /** SIGKILL: it gets no chance to do anything any more. */
    public void kill() {
        process.kill();
    }

    /** SIGTERM: it is asked to stop. */
    public int stop() {
        process.terminate();
        return process.awaitExit();
    }

    /** Waits until it ends by itself, and tells its exit code. */
    public int end() {
        return process.awaitExit();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed. */
    public String output() {
        return process.output();
    }

    @Override
    public void close() {
        kill();
    }
}
