package dev.emulator.fireworks.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.store.Resettable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** All that a journal keeps counts: requests, the accounts they are of, and what is remembered of accounts after that. */
class JournalSizeTests {

    private static final int LIMIT = 20_000;
    private static final String NAME = "n".repeat(60);

    /** What can happen to a journal: mostly requests, of few accounts or of many, and now and then an account is forgotten. */
    @Property(tries = 200)
    void itNeverKeepsMoreThanItMayAndInTheEndNothing(
            @ForAll @Size(max = 300) List<@IntRange(min = 0, max = 40) Integer> steps,
            @ForAll @IntRange(min = 1, max = 60) int accounts) {
        var noted = journal(LIMIT);
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var account = NAME + (i * 7 + step) % accounts;
            if (step == 0) {
                noted.journal.clear(account);
            } else {
                note(noted, account, step * 30);
            }
            assertThat(noted.journal.size()).isBetween(0L, (long) LIMIT);
        }
        for (int i = 0; i < accounts; i++) {
            noted.journal.clear(NAME + i);
        }
        ((Resettable) noted.journal).reset(Optional.empty());
        assertThat(noted.journal.size()).isZero();
    }

    @Property(tries = 50)
    void whatIsForgottenTakesNothing(@ForAll @IntRange(min = 1, max = 30) int accounts) {
        var noted = journal(10_000_000);
        for (int i = 0; i < accounts; i++) {
            note(noted, NAME + i, 10);
        }
        assertThat(noted.journal.size()).isGreaterThan(accounts * 2L * NAME.length());
        for (int i = 0; i < accounts; i++) {
            noted.journal.clear(NAME + i);
        }
        assertThat(noted.journal.size()).isZero();
    }

    @Test
    void manyAccountsAreRememberedInPartOfTheSizeOnly() {
        var noted = journal(1_000_000);
        for (int i = 0; i < 20_000; i++) {
            note(noted, NAME + i, 10);
        }
        assertThat(noted.journal.size()).isLessThanOrEqualTo(1_000_000);
        assertThat(noted.journal.evidence(NAME + 19_999, 0).entries()).hasSize(1);
        assertThat(noted.journal.evidence(NAME + 0, 0).isComplete()).isFalse();
    }

    private static Noted journal(int limit) {
        return new Noted(Map.of("emulator.journal.size", limit + "B"));
    }

    private static void note(Noted noted, String account, int length) {
        var request = new MockHttpServletRequest("GET", "/v1/accounts/" + account + "/" + "x".repeat(length));
        noted.exchange(account, request, new MockHttpServletResponse()).filtersAreDone();
    }
}
