package dev.emulator.fireworks.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Ledger;
import dev.emulator.fireworks.story.LogLines;
import dev.emulator.fireworks.story.Story;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A row whose transition fails is reported and retried later, and does not delay other rows. */
@AlsoOnPostgresql
class PoisonedRowTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private MeterRegistry meters;

    private String plan;
    private Instant created;

    @BeforeEach
    void poison() {
        jobs.post("poisoned", jobs.smallest()).then().statusCode(200);
        created = time.now();
        plan = jdbc.sql("select plan from supervised_fine_tuning_job where account_id = ?")
                .param(account)
                .query(String.class)
                .single();
        replacePlan("{broken");
    }

    @AfterEach
    void remove() {
        jobs.delete("poisoned").then().statusCode(200);
        time.passes(Duration.ofHours(1));
        jobs.get("poisoned").then().statusCode(404);
    }

    @Test
    void theOthersGoOn() {
        var good = jobs.create();
        time.passes(Duration.ofSeconds(6));
        assertThat(state(good)).isEqualTo("JOB_STATE_COMPLETED");
        assertThat(state("poisoned")).isEqualTo("JOB_STATE_CREATING");
    }

    @Test
    void itIsReportedAndNotRetriedImmediately() {
        var before = failures();
        try (var log = new LogLines()) {
            time.passes(Duration.ofSeconds(1));
            assertThat(log.messages()).anyMatch(line -> line.contains("failed; the next attempt is in a minute"));
        }
        assertThat(failures()).isEqualTo(before + 1);

        for (int run = 0; run < 10; run++) {
            time.passes(Duration.ofSeconds(1));
        }
        assertThat(failures()).isEqualTo(before + 1);

        time.passes(Duration.ofMinutes(1));
        assertThat(failures()).isEqualTo(before + 2);
    }

    @Test
    void onceItIsRepairedItCatchesUpWithItsPlan() {
        time.passes(Duration.ofSeconds(1));
        replacePlan(plan);
        time.passes(Duration.ofMinutes(2));

        assertThat(state("poisoned")).isEqualTo("JOB_STATE_COMPLETED");
        var changes = new Ledger(jdbc).of(account);
        assertThat(changes.get(0).at()).isCloseTo(created.plusSeconds(1), within(1, ChronoUnit.MICROS));
        assertThat(changes.get(1).at()).isCloseTo(created.plusSeconds(6), within(1, ChronoUnit.MICROS));
    }

    @Test
    void aTransitionThatIsRolledBackIsNotCounted() {
        jobs.cancel(jobs.create()).then().statusCode(200);
        jobs.create();
        var counted = transitions();
        var written = written();
        time.passes(Duration.ofSeconds(6));
        assertThat(transitions() - counted).isEqualTo(written() - written).isPositive();
    }

    private void replacePlan(String text) {
        transaction.executeWithoutResult(status -> jdbc.sql(
                        "update supervised_fine_tuning_job set plan = ? where account_id = ? and resource_id = 'poisoned'")
                .params(text, account)
                .update());
    }

    private String state(String id) {
        return jobs.get(id).then().statusCode(200).extract().path("state");
    }

    private double failures() {
        return meters.counter("emulator.engine.failures").count();
    }

    private long transitions() {
        return (long) meters.find("emulator.transitions").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private long written() {
        return jdbc.sql("select count(*) from transition").query(Long.class).single();
    }
}
