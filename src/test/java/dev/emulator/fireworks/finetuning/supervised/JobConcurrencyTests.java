package dev.emulator.fireworks.finetuning.supervised;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Client.Answer;
import dev.emulator.fireworks.story.Ledger;
import dev.emulator.fireworks.story.SettableClock;
import dev.emulator.fireworks.story.Story;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls that want the same job at the same time, with the engine in between. */
@AlsoOnPostgresql
class JobConcurrencyTests extends Story {

    private static final int THREADS = 16;
    private static final int RACES = 500;

    @Autowired
    private SettableClock clock;

    private Client jobs;
    private Ledger ledger;

    @BeforeEach
    void connect(@Autowired JdbcClient jdbc) {
        jobs = new Client(port, account);
        ledger = new Ledger(jdbc);
    }

    @Test
    void ofManyCreatesOfOneIdExactlyOneWins() {
        var answers = AtOnce.times(200, 32, i -> jobs.create("only-one"));
        var byStatus = answers.stream().collect(groupingBy(Answer::status, counting()));
        assertThat(byStatus).containsOnlyKeys(200, 409).containsEntry(200, 1L);
        assertThat(jobs.totalSize()).isEqualTo(1);
    }

    @Test
    void theTotalIsRightAfterConcurrentCreatesAndDeletes() {
        AtOnce.times(400, THREADS, i -> {
            assertThat(jobs.create("job-" + i).status()).isEqualTo(200);
            return i % 4 == 0 ? jobs.delete("job-" + i).status() : 200;
        });
        assertThat(jobs.totalSize()).isEqualTo(400);
        time.passes(Duration.ofMillis(501));
        assertThat(jobs.totalSize()).isEqualTo(300);
    }

    @Test
    void manyNewAccountsComeIntoBeingAtOnce() {
        var answers = AtOnce.times(200, THREADS, i -> new Client(port, account + "-" + i % 10).create("job-" + i));
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        for (int i = 0; i < 10; i++) {
            assertThat(new Client(port, account + "-" + i).totalSize()).isEqualTo(20);
        }
    }

    @Test
    void aCancelThatRacesTheCompletionLeavesOneEnding() {
        runningJobs();
        var cancels = whileTheEngineRuns(() -> AtOnce.times(RACES, 8, i -> {
            clock.advance(Duration.ofMillis(1));
            return jobs.cancel("job-" + i);
        }));
        time.passes(Duration.ofMinutes(1));

        assertThat(cancels).extracting(Answer::status).isSubsetOf(200, 400);
        var histories = ledger.histories(account);
        assertThat(histories).hasSize(RACES);
        histories.values().forEach(changes -> {
            var id = changes.get(0).id();
            var cancelled = cancels.get(number(id)).status() == 200;
            assertThat(changes.stream().map(Object::toString).toList())
                    .isEqualTo(
                            cancelled
                                    ? List.of("CREATING>RUNNING", "RUNNING>CANCELLING", "CANCELLING>CANCELLED")
                                    : List.of("CREATING>RUNNING", "RUNNING>COMPLETED"));
            assertThat(jobs.get(id).state()).isEqualTo(cancelled ? "JOB_STATE_CANCELLED" : "JOB_STATE_COMPLETED");
        });
    }

    @Test
    void aDeleteThatRacesACancelTakesTheJobAway() {
        runningJobs();
        record Answers(int cancel, int delete) {}
        var answers = whileTheEngineRuns(() -> AtOnce.times(RACES, 8, i -> {
            var cancel =
                    CompletableFuture.supplyAsync(() -> jobs.cancel("job-" + i).status());
            clock.advance(Duration.ofMillis(1));
            var delete = jobs.delete("job-" + i).status();
            return new Answers(cancel.join(), delete);
        }));
        time.passes(Duration.ofMinutes(1));

        assertThat(answers).extracting(Answers::delete).containsOnly(200);
        assertThat(answers).extracting(Answers::cancel).isSubsetOf(200, 400, 404);
        assertThat(jobs.totalSize()).isZero();
        var histories = ledger.histories(account);
        assertThat(histories).hasSize(RACES);
        histories.values().forEach(changes -> {
            var words = changes.stream().map(Object::toString).toList();
            var cancelled = answers.get(number(changes.get(0).id())).cancel() == 200;
            assertThat(words).endsWith("DELETING_CLEANING_UP>");
            assertThat(words.stream().filter("RUNNING>CANCELLING"::equals)).hasSize(cancelled ? 1 : 0);
        });
    }

    /** Their completions are a millisecond apart, the first few just over; every call that races brings the next one about. */
    private void runningJobs() {
        for (int i = 0; i < RACES; i++) {
            assertThat(jobs.create("job-" + i).status()).isEqualTo(200);
            time.passes(Duration.ofMillis(1));
        }
        time.passes(Duration.ofMillis(5508));
    }

    private <T> List<T> whileTheEngineRuns(Supplier<List<T>> calls) {
        var done = new AtomicBoolean();
        var engine = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                time.passes(Duration.ZERO);
            }
        });
        try {
            return calls.get();
        } finally {
            done.set(true);
            engine.orTimeout(2, TimeUnit.MINUTES).join();
        }
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring("job-".length()));
    }
}
