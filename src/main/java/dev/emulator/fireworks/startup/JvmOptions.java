package dev.emulator.fireworks.startup;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The options that the emulator's JVM runs with, in the image and wherever a cache of classes is used. They favour a quick start and
 * little memory: compiled code is a little slower than it could be, and there in a fraction of the time.
 */
final class JvmOptions {

    /** From this release on a JVM keeps classes loaded and linked, and not only parsed. */
    static final int FIRST_WITH_AOT_CACHE = 25;

    private static final List<String> COMMON = List.of(
            "-XX:+UseSerialGC",
            "-XX:NewSize=12m",
            // Code that is compiled soon and as it stands: a start runs much of it, and little of it often.
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=3",
            "-XX:C1MaxInlineLevel=1",
            "-XX:C1MaxInlineSize=12",
            // Near its limit the JVM would collect the whole heap to find code that it could drop.
            "-XX:ReservedCodeCacheSize=128m",
            "-XX:-UsePerfData",
            // Rather than a process that is up and never answers.
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UnlockDiagnosticVMOptions",
            // Where the cache wants to be and not anywhere else, so that its pages stay as they are on disk.
            "-XX:ArchiveRelocationMode=0",
            "-Djdk.reflect.useNativeAccessorOnly=true",
            // What Spring would find out by looking for five libraries.
            "-Dorg.apache.commons.logging.LogFactory=org.apache.commons.logging.impl.Slf4jLogFactory",
            // What another JVM does not know of these is left aside.
            "-XX:+IgnoreUnrecognizedVMOptions");

    /** What a JVM learned about methods is for C2. */
    private static final List<String> NO_PROFILES = List.of("-XX:-AOTRecordTraining", "-XX:-AOTReplayTraining");

    private final boolean aot;

    private JvmOptions(int release) {
        this.aot = release >= FIRST_WITH_AOT_CACHE;
    }

    /** For JVMs like this one. */
    static JvmOptions ofThisJvm() {
        return of(Runtime.version().feature());
    }

    static JvmOptions of(int release) {
        return new JvmOptions(release);
    }

    /** To start with a cache; one that does not fit is left aside without a word. */
    List<String> using(Path cache) {
        return aot
                ? with(NO_PROFILES, "-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off")
                : with(List.of(), "-XX:SharedArchiveFile=" + cache, "-Xshare:auto", "-Xlog:cds*=off");
    }

    /** To write a cache at the end. It is usual that a hundred classes do not fit into it, each with a warning; only errors are shown. */
    List<String> making(Path cache) {
        return aot
                ? with(NO_PROFILES, "-XX:AOTCacheOutput=" + cache, "-Xlog:aot*=error", "-Xlog:cds*=error")
                : with(List.of(), "-XX:ArchiveClassesAtExit=" + cache, "-Xlog:cds*=error");
    }

    private static List<String> with(List<String> more, String... andMore) {
        return Stream.of(COMMON, more, List.of(andMore)).flatMap(List::stream).toList();
    }
}
