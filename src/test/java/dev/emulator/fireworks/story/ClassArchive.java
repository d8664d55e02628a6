package dev.emulator.fireworks.story;

import dev.emulator.fireworks.FireworksEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the command that starts an emulator in its own process. An integration test starts the built jar with an archive of its
 * loaded classes, because loading the classes takes most of a start. Other tests start the class path.
 */
final class ClassArchive {

    private static final List<String> LIKE_THE_EMULATOR = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private ClassArchive() {}

    /** Returns the command of a JVM, without the main class and its arguments. */
    static List<String> command(List<String> flags) {
        var jar = System.getProperty("fireworks.emulator.jar");
        if (jar == null) {
            return command(
                    flags, System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        }
        var all = new ArrayList<>(flags);
        all.add("-XX:SharedArchiveFile=" + archive(Path.of(jar)));
        return command(all, jar);
    }

    private static List<String> command(List<String> flags, String classPath) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-Xlog:disable", "-Xlog:all=error:stderr"));
        command.addAll(flags);
        command.addAll(LIKE_THE_EMULATOR);
        command.addAll(List.of("-cp", classPath));
        return command;
    }

    /** The test JVMs of a build share the archive. The first one writes it, under a lock. */
    private static synchronized Path archive(Path jar) {
        var archive = jar.resolveSibling("emulator-classes-" + Runtime.version() + ".jsa");
        try (var channel = FileChannel.open(
                        jar.resolveSibling("emulator-classes.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && !isNewer(archive, jar)) {
                Files.deleteIfExists(archive);
                write(archive, jar);
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNewer(Path archive, Path jar) throws IOException {
        return Files.exists(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
    }

    private static void write(Path archive, Path jar) {
        var command = new ArrayList<>(command(List.of("-XX:ArchiveClassesAtExit=" + archive), jar.toString()));
        command.add(FireworksEmulator.class.getName());
        try (var emulator = EmulatorProcess.of(command, List.of())) {
            var client = emulator.client("acme");
            client.create("job");
            client.list("");
            emulator.stop();
        }
    }
}
