package dev.emulator.fireworks.startup;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The options of the emulator's JVM, in the image and in each start with a class cache. They favour a quick start and little memory over
 * peak performance.
 */
final class JvmOptions {

    /** The first release with an AOT cache, which keeps classes loaded and linked. Older releases keep them only parsed. */
    static final int FIRST_WITH_AOT_CACHE = 25;

    private static final List<String> COMMON = List.of(
            "-XX:+UseSerialGC",
            "-XX:NewSize=12m",
            // Otherwise it depends on the memory of the machine, and the objects of an AOT cache may not fit in. Then
            // the JVM does not start.
            "-XX:InitialHeapSize=32m",
            // A start runs much code, but most of it only a few times. Extensive optimization would not pay.
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=3",
            // Saves 20 ms of a start. A smaller size would make requests much slower.
            "-XX:C1MaxInlineSize=30",
            // When little of the code cache is free, the JVM collects the whole heap to find unused code.
            "-XX:ReservedCodeCacheSize=128m",
            // The file that it avoids is in the directory for temporary files, which can be read-only.
            "-XX:-UsePerfData",
            // Otherwise the process could keep running without answering requests.
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UnlockDiagnosticVMOptions",
            // Maps the cache at its original address. At another address, the JVM would have to change its pages.
            "-XX:ArchiveRelocationMode=0",
            // Saves 70 ms of a start. With it, requests cannot have virtual threads.
            "-Djdk.reflect.useNativeAccessorOnly=true",
            // Otherwise Spring looks for five logging libraries.
            "-Dorg.apache.commons.logging.LogFactory=org.apache.commons.logging.impl.Slf4jLogFactory",
            // Other JVMs do not support all of these options.
            "-XX:+IgnoreUnrecognizedVMOptions");

    /** Only C2 uses recorded profiles, and C2 is off. */
    private static final List<String> NO_PROFILES = List.of("-XX:-AOTRecordTraining", "-XX:-AOTReplayTraining");

    private final boolean aot;

    private JvmOptions(int release) {
        this.aot = release >= FIRST_WITH_AOT_CACHE;
    }

    /** Returns the options for the release of this JVM. */
    static JvmOptions ofThisJvm() {
        return of(Runtime.version().feature());
    }

    static JvmOptions of(int release) {
        return new JvmOptions(release);
    }

    /** Returns the options for a start with a class cache. The JVM silently ignores a cache that does not match. */
    List<String> using(Path cache) {
        return aot
                ? with(NO_PROFILES, "-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off")
                : with(List.of(), "-XX:SharedArchiveFile=" + cache, "-Xshare:auto", "-Xlog:cds*=off");
    }

    /**
     * Returns the options for writing a class cache when the JVM ends. Only errors are logged, because the JVM logs a warning for each class that it
     * cannot store, usually about a hundred.
     */
    List<String> making(Path cache) {
        return aot
                ? with(NO_PROFILES, "-XX:AOTCacheOutput=" + cache, "-Xlog:aot*=error", "-Xlog:cds*=error")
                : with(List.of(), "-XX:ArchiveClassesAtExit=" + cache, "-Xlog:cds*=error");
    }

    private static List<String> with(List<String> more, String... andMore) {
        return Stream.of(COMMON, more, List.of(andMore)).flatMap(List::stream).toList();
    }
}
