package dev.emulator.fireworks.finetuning.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.TwoReplicas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two emulators on one PostgreSQL, both with their engines running. */
class ReplicaTests extends TwoReplicas {

    private static final int JOBS = 2_000;

    @Override
    protected List<String> settings(List<String> database) {
        var settings = new ArrayList<>(database);
        settings.add("--emulator.engine.interval=20ms");
        settings.add("--emulator.lifecycle.durations.creating=50ms");
        settings.add("--emulator.lifecycle.durations.running=200ms");
        return settings;
    }

    @Test
    void everyTransitionIsMadeOnceWhicheverReplicaMakesIt() {
        var created =
                AtOnce.times(JOBS, 8, i -> client(i, "many").create("job-" + i).status());
        assertThat(created).containsOnly(200);
        var ledger = first.ledger();
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> completed("many") == JOBS);

        assertThat(ledger.of("many")).hasSize(2 * JOBS);
        assertThat(ledger.histories("many"))
                .hasSize(JOBS)
                .allSatisfy((row, changes) -> assertThat(changes)
                        .extracting(Object::toString)
                        .containsExactly("CREATING>RUNNING", "RUNNING>COMPLETED"));
        assertThat(client(0, "many").totalSize()).isEqualTo(JOBS);
        assertThat(client(1, "many").totalSize()).isEqualTo(JOBS);
        assertThat(client(0, "many").models("pageSize=1").path("totalSize").asInt())
                .isEqualTo(JOBS);
    }

    @Test
    void aPageTokenOfOneReplicaIsGoodOnTheOther() {
        AtOnce.times(100, 4, i -> client(i, "paged").create("job-" + i));
        var seen = new HashSet<String>();
        var token = "";
        var pages = 0;
        do {
            var page = client(pages++, "paged")
                    .list("pageSize=7&pageToken=" + token)
                    .json();
            page.path("supervisedFineTuningJobs")
                    .forEach(job ->
                            assertThat(seen.add(job.path("name").asString())).isTrue());
            token = page.path("nextPageToken").asString();
        } while (!token.isEmpty());
        assertThat(seen).hasSize(100);
    }

    private static int completed(String account) {
        return first.jdbc()
                .sql("select count(*) from supervised_fine_tuning_job"
                        + " where account_id = ? and state = 'JOB_STATE_COMPLETED'")
                .param(account)
                .query(Integer.class)
                .single();
    }
}
