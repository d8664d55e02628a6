package dev.emulator.fireworks.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The choice whether a start uses a class cache, and which one. */
class LauncherTests {

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'', false, false",
        "'', FALSE, false",
        "'', true, true",
        "--emulator.start-cache=false, '', false",
        "--emulator.start-cache=true, '', true",
        "--server.port=0 --emulator.start-cache=false, '', false",
    })
    void theUserCanDisableTheCache(String arguments, String variable, boolean wanted) {
        var environment = variable.isEmpty() ? Map.<String, String>of() : Map.of(Launcher.VARIABLE, variable);
        assertThat(Launcher.isWanted(arguments.split(" "), environment)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "-jar emulator.jar, false",
        "-Xmx1g -jar emulator.jar --server.port=0, false",
        "-XX:AOTCache=mine -jar emulator.jar, true",
        "-Xshare:off -jar emulator.jar, true",
        "-javaagent:profiler.jar -jar emulator.jar, true",
        "-agentlib:jdwp=transport=dt_socket -jar emulator.jar, true",
    })
    void someJvmOptionsConflictWithTheCache(String arguments, boolean conflicts) {
        assertThat(Launcher.conflictsWithCache(arguments.split(" "))).isEqualTo(conflicts);
    }

    @Test
    void aTooLongCommandLineConflictsWithTheCache() {
        assertThat(Launcher.conflictsWithCache(
                        new String[] {"-jar", "emulator.jar", "--emulator.seed=" + "x".repeat(4000)}))
                .isTrue();
    }

    @Test
    void eachVersionOfEachJarHasItsOwnCache(@TempDir Path directory) throws IOException {
        var jar = Files.writeString(directory.resolve("a.jar"), "one");
        var other = Files.writeString(directory.resolve("b.jar"), "one");
        var cache = StartCache.of(jar, directory).orElseThrow();
        assertThat(StartCache.of(jar, directory)).contains(cache);
        assertThat(StartCache.of(other, directory).orElseThrow().file()).isNotEqualTo(cache.file());

        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000));
        var later = StartCache.of(jar, directory).orElseThrow().file();
        assertThat(later).isNotEqualTo(cache.file());
        assertThat(StartCache.family(later)).isEqualTo(StartCache.family(cache.file()));
        assertThat(StartCache.of(directory.resolve("gone.jar"), directory)).isEmpty();
    }

    @Test
    void cachesThatAreUnusedForAWeekAreRemoved(@TempDir Path directory) throws IOException {
        var mine = Files.writeString(directory.resolve("start-a-1.cache"), "mine");
        var unused = Files.writeString(directory.resolve("start-b-1.cache"), "unused");
        var used = Files.writeString(directory.resolve("start-c-1.cache"), "used");
        for (var cache : List.of(mine, unused, used)) {
            Files.writeString(StartCache.lock(cache), "");
            Files.setLastModifiedTime(cache, FileTime.fromMillis(1_000));
        }
        Files.setLastModifiedTime(StartCache.lock(unused), FileTime.fromMillis(1_000));

        new StartCache(used).noteUse();
        StartCacheMaker.deleteUnused(mine);

        assertThat(mine).exists();
        assertThat(used).exists();
        assertThat(unused).doesNotExist();
        assertThat(StartCache.lock(unused)).doesNotExist();
    }

    @Test
    void theCacheIsInTheCacheDirectoryOfTheOperatingSystem() {
        assertThat(StartCache.directory("Linux", Map.of(), "/home/ada"))
                .isEqualTo(Path.of("/home/ada/.cache/fireworks-emulator"));
        assertThat(StartCache.directory("Linux", Map.of("XDG_CACHE_HOME", "/caches"), "/home/ada"))
                .isEqualTo(Path.of("/caches/fireworks-emulator"));
        assertThat(StartCache.directory("Mac OS X", Map.of(), "/Users/ada"))
                .isEqualTo(Path.of("/Users/ada/Library/Caches/fireworks-emulator"));
    }

    @Test
    void theOptionsForTheCacheDependOnTheJavaVersion() {
        var cache = Path.of("/caches/start.cache");
        assertThat(JvmOptions.of(25).using(cache)).contains("-XX:AOTCache=/caches/start.cache");
        assertThat(JvmOptions.of(25).making(cache)).contains("-XX:AOTCacheOutput=/caches/start.cache");
        assertThat(JvmOptions.of(17).using(cache)).contains("-XX:SharedArchiveFile=/caches/start.cache");
        assertThat(JvmOptions.of(17).making(cache)).contains("-XX:ArchiveClassesAtExit=/caches/start.cache");
    }
}
