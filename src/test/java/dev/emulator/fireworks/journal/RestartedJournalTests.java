package dev.emulator.fireworks.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal after a restart on the same data directory. */
class RestartedJournalTests {

    @TempDir
    Path directory;

    private Emulator start() {
        return Emulator.start(Emulator.in(directory));
    }

    @Test
    void whatCameBeforeIsUnknown() {
        try (var emulator = start()) {
            var mine = JournalClient.of(emulator, "mine");
            mine.get(2);
            assertThat(mine.verdict("exactly", 2)).isEqualTo("PASS");
        }
        try (var emulator = start()) {
            var mine = JournalClient.of(emulator, "mine");
            assertThat(mine.count()).isEqualTo("0 or more");
            assertThat(mine.verdict("exactly", 0)).isEqualTo("UNKNOWN");
            assertThat(mine.verdict("atLeast", 1000000)).isEqualTo("UNKNOWN");
            mine.get(3);
            assertThat(mine.count()).isEqualTo("3 or more");
            assertThat(mine.verdict("atLeast", 3)).isEqualTo("PASS");
            assertThat(mine.verdict("atMost", 3)).isEqualTo("UNKNOWN");
            assertThat(mine.verdict("atMost", 2)).isEqualTo("FAIL");
        }
    }

    @Test
    void whatCameAfterACursorOfNowIsCertain() {
        try (var emulator = start()) {
            JournalClient.of(emulator, "mine").get(2);
        }
        try (var emulator = start()) {
            var mine = JournalClient.of(emulator, "mine");
            mine.get(1);
            var cursor = mine.cursor();
            mine.get(2);
            assertThat(mine.verdict("match", Json.object("after", cursor), "exactly", 2))
                    .isEqualTo("PASS");
        }
    }

    @Test
    void anAccountThatIsNewIsCertain() {
        try (var emulator = start()) {
            JournalClient.of(emulator, "mine").get(2);
        }
        try (var emulator = start()) {
            var other = JournalClient.of(emulator, "other");
            assertThat(other.count()).isEqualTo("0");
            other.get(1);
            assertThat(other.count()).isEqualTo("1");
        }
    }

    @Test
    void aResetOrClearedAccountHasACompleteJournal() {
        try (var emulator = start()) {
            var mine = JournalClient.of(emulator, "mine");
            mine.get(2);
            mine.reset();
            assertThat(mine.count()).isEqualTo("0");
        }
        try (var emulator = start()) {
            var mine = JournalClient.of(emulator, "mine");
            assertThat(mine.count()).isEqualTo("0");
            mine.get(1);
            assertThat(mine.count()).isEqualTo("1");
        }
        try (var emulator = start()) {
            var mine = JournalClient.of(emulator, "mine");
            mine.get(1);
            assertThat(mine.count()).isEqualTo("1 or more");
            mine.reset();
            mine.get(2);
            assertThat(mine.count()).isEqualTo("2");
        }
        try (var emulator = start()) {
            var mine = JournalClient.of(emulator, "mine");
            assertThat(mine.count()).isEqualTo("0 or more");
            mine.clear();
            assertThat(mine.count()).isEqualTo("0");
            mine.get(1);
            assertThat(mine.count()).isEqualTo("1");
        }
    }

    @Test
    void anAuditIsUnknownUnlessItIsBadAnyway() {
        try (var emulator = start()) {
            JournalClient.of(emulator, "mine").client().create("job");
        }
        try (var emulator = start()) {
            var mine = JournalClient.of(emulator, "mine");
            mine.client().get("job");
            mine.client().get("job");
            assertThat(mine.audit("maxPolls", 2)).isEqualTo("UNKNOWN");
            assertThat(mine.audit("maxPolls", 1)).isEqualTo("FAIL");
        }
    }

    @Test
    void thePackThatGoesOnIsReportedFromTheRestart() {
        try (var emulator = start()) {
            var mine = JournalClient.of(emulator, "mine");
            mine.ask("POST", "packs/early-stop:start", "{}");
            mine.get(2);
        }
        try (var emulator = start()) {
            var mine = JournalClient.of(emulator, "mine");
            mine.get(3);
            var report = mine.ask("GET", "packs/early-stop", "");
            assertThat(report.get("requests").asInt()).isEqualTo(3);
            assertThat(report.get("certain").asBoolean()).isFalse();
        }
    }
}
