package dev.emulator.fireworks.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.TwoReplicas;
import org.junit.jupiter.api.Test;

/** Two emulators on one PostgreSQL: the journal of one does not know the requests to the other. */
class ReplicatedJournalTests extends TwoReplicas {

    @Test
    void whatOnlyOneWasAskedIsCertain() {
        var here = JournalClient.of(first, "one");
        here.get(2);
        assertThat(here.count()).isEqualTo("2");
        assertThat(here.verdict("exactly", 2)).isEqualTo("PASS");
    }

    @Test
    void whatTheOtherMayHaveBeenAskedIsUnknown() {
        var here = JournalClient.of(first, "both");
        var there = JournalClient.of(second, "both");
        here.get(2);
        assertThat(there.count()).isEqualTo("0 or more");
        there.get(1);
        var cursor = here.cursor();
        assertThat(here.count()).isEqualTo("2 or more");
        assertThat(there.count()).isEqualTo("1 or more");
        assertThat(here.verdict("match", Json.object("after", cursor), "exactly", 0))
                .isEqualTo("UNKNOWN");
    }

    @Test
    void aResetByOneClearsTheJournalOfTheOther() {
        var here = JournalClient.of(first, "reset");
        var there = JournalClient.of(second, "reset");
        here.get(2);
        there.get(1);
        here.reset();
        assertThat(here.count()).isEqualTo("0");
        assertThat(there.count()).isEqualTo("0");
        there.get(3);
        assertThat(there.count()).isEqualTo("3");
        assertThat(here.count()).isEqualTo("0 or more");
    }

    @Test
    void aResetIsNoticedWithTheNextRequest() {
        var here = JournalClient.of(first, "unasked");
        var there = JournalClient.of(second, "unasked");
        there.get(2);
        here.reset();
        there.get(1);
        assertThat(there.count()).isEqualTo("1");
    }

    @Test
    void aRequestAfterAClearIsKnownToTheOther() {
        var here = JournalClient.of(first, "cleared");
        var there = JournalClient.of(second, "cleared");
        there.get(2);
        here.clear();
        assertThat(here.count()).isEqualTo("0");
        there.get(1);
        assertThat(here.count()).isEqualTo("0 or more");
    }
}
