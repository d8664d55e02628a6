package dev.emulator.fireworks.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.Json;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Answers of a journal that has dropped requests. */
class JournalLimitsTests {

    private static Emulator emulator;

    private Client client;
    private JournalClient journal;
    private String account;

    @BeforeAll
    static void start() {
        emulator = Emulator.startWithStoryTime(List.of("--emulator.journal.entries=10"));
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void connect(TestInfo test) {
        account = "t-" + Integer.toHexString(test.getDisplayName().hashCode());
        client = emulator.client(account);
        journal = new JournalClient(client, account);
    }

    private void get(String id, int times) {
        for (var i = 0; i < times; i++) {
            client.get(id);
        }
    }

    @Test
    void whatCouldHaveBeenOtherwiseIsUnknown() {
        get("a", 15);
        var count = journal.ask("POST", "requests:count", "{}");
        assertThat(count.get("count").asString()).isEqualTo("10");
        assertThat(count.get("evicted").asString()).isEqualTo("5");
        assertThat(count.get("certain").asBoolean()).isFalse();
        assertThat(journal.verdict("atLeast", 10)).isEqualTo("PASS");
        assertThat(journal.verdict("atLeast", 11)).isEqualTo("UNKNOWN");
        assertThat(journal.verdict("atLeast", 15)).isEqualTo("UNKNOWN");
        assertThat(journal.verdict("atLeast", 16)).isEqualTo("FAIL");
        assertThat(journal.verdict("atMost", 15)).isEqualTo("PASS");
        assertThat(journal.verdict("atMost", 14)).isEqualTo("UNKNOWN");
        assertThat(journal.verdict("atMost", 9)).isEqualTo("FAIL");
        assertThat(journal.verdict("exactly", 15)).isEqualTo("UNKNOWN");
        assertThat(journal.verdict("exactly", 9)).isEqualTo("FAIL");
        assertThat(journal.verdict("match", Json.object("path", "*/b"), "exactly", 0))
                .isEqualTo("UNKNOWN");
    }

    @Test
    void whatCameAfterACursorIsCertainAgain() {
        get("a", 15);
        var cursor = journal.ask("GET", "requests", "").get("cursor").asString();
        get("a", 2);
        assertThat(journal.verdict("match", Json.object("after", cursor), "exactly", 2))
                .isEqualTo("PASS");
    }

    @Test
    void whatWasGivenUpOfAnotherAccountMakesNothingUncertain() {
        var other = emulator.client("other-" + account);
        for (var i = 0; i < 15; i++) {
            other.get("a");
        }
        get("a", 2);
        assertThat(journal.verdict("exactly", 2)).isEqualTo("PASS");
    }

    @Test
    void aClearedJournalIsComplete() {
        get("a", 15);
        journal.clear();
        assertThat(journal.verdict("exactly", 0)).isEqualTo("PASS");
    }

    @Test
    void aRequestThatWasGivenUpIsNotFound() {
        get("a", 1);
        var number = journal.ask("GET", "requests", "")
                .get("requests")
                .get(0)
                .get("number")
                .asString();
        get("a", 10);
        var answer = client.send("GET", "/_emulator/v1/accounts/" + account + "/requests/" + number, "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("message").asString()).contains("is not in the account's journal");
    }

    @Test
    void anAuditOfWhatWasGivenUpIsUnknownUnlessItIsBadAnyway() {
        client.create("job");
        get("job", 15);
        assertThat(journal.audit("maxPolls", 10)).isEqualTo("UNKNOWN");
        assertThat(journal.audit("maxPolls", 9)).isEqualTo("FAIL");
        assertThat(journal.audit("statesObserved", List.of("JOB_STATE_FAILED"))).isEqualTo("UNKNOWN");
    }

    @Test
    void aNameThatNoAccountCanHaveIsNotKeptAsOne() {
        var name = "n".repeat(7000);
        var answer = client.send("GET", "/v1/accounts/" + name + "/datasets", "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("message").asString()).startsWith("invalid account id");
        assertThat(client.send("POST", "/_emulator/v1/accounts/" + name + "/requests:count", "{}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aDisabledJournalRefusesQueries() {
        try (var silent = Emulator.start(List.of("--emulator.journal.enabled=false"))) {
            var silentClient = silent.client(account);
            assertThat(silentClient.get("a").status()).isEqualTo(404);
            var answer = silentClient.send(
                    "POST", "/_emulator/v1/accounts/" + account + "/requests:verify", "{\"exactly\": 0}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().get("message").asString()).startsWith("the journal is disabled");
        }
    }
}
