package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter finds the same jobs in the database and in memory. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilteringTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    /** Five jobs an hour apart: one has completed, one was cancelled, one runs, one is being created, one is being deleted. */
    @BeforeAll
    void fiveJobs() {
        create(
                "done",
                "epochs",
                3,
                "displayName",
                "Alpha one",
                "wandbConfig",
                Json.object("enabled", true, "project", "x"));
        time.passes(Duration.ofHours(1));
        create("stopped", "epochs", 1, "displayName", "alpha two", "learningRate", 0.5);
        jobs.cancel("stopped").then().statusCode(200);
        time.passes(Duration.ofHours(1));
        create(
                "running",
                "epochs",
                2,
                "displayName",
                "Beta * star",
                "lrScheduler",
                Json.object("linear", Json.object("decayRatio", 0.25)));
        time.passes(Duration.ofSeconds(1));
        create("going", "epochs", 4, "region", "EU_PARIS_1", "isTurbo", true);
        create("new", "epochs", 5, "loraRank", 8, "displayName", "日本 😀");
        jobs.delete("going").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                // decided by the database
                "state = \"JOB_STATE_COMPLETED\" | done",
                "state = JOB_STATE_COMPLETED | done",
                "state != JOB_STATE_COMPLETED | going new running stopped",
                "NOT state = JOB_STATE_COMPLETED | going new running stopped",
                "-state = JOB_STATE_COMPLETED | going new running stopped",
                "state = JOB_STATE_COMPLETED OR state = JOB_STATE_RUNNING | done running",
                "state = JOB_STATE_PAUSED |",
                "name = \"{jobs}/done\" | done",
                "name != \"{jobs}/done\" | going new running stopped",
                "createdBy = \"developer@example.com\" | done going new running stopped",
                "created_by = \"developer*\" | done going new running stopped",
                "created_by != \"developer@example.com\" |",
                "created_by = \"a{nul}b\" |",
                "create_time > \"{now-30m}\" | going new running",
                "createTime <= \"{now-30m}\" | done stopped",
                "create_time >= \"{now-30m}\" AND create_time < \"{now+1s}\" | going new running",
                "completed_time > \"{now-90m}\" | stopped",
                "completed_time < \"2030-01-01T00:00:00Z\" | done stopped",
                "NOT completed_time > \"{now-90m}\" | done going new running",
                "completed_time != \"2020-01-01\" | done going new running stopped",
                "completed_time = null | going new running",
                "completed_time != null | done stopped",
                "completedTime:* | done stopped",
                "NOT completed_time:* | going new running",
                // decided on the job
                "epochs = 3 | done",
                "epochs > 3 | going new",
                "epochs >= 2 AND epochs <= 4 | done going running",
                "epochs != 1 | done going new running",
                "display_name = \"alpha two\" | stopped",
                "displayName = \"alpha*\" | stopped",
                "displayName = \"*one\" | done",
                "displayName = \"*a*\" | done running stopped",
                "displayName = \"Beta \\* star\" | running",
                "display_name:\"ALPHA\" | done stopped",
                "display_name:* | done new running stopped",
                "display_name = \"\" | going",
                "displayName = \"日本 😀\" | new",
                "wandb_config.enabled = true | done",
                "wandbConfig.project = \"x\" | done",
                "wandb_config = null | going new running stopped",
                "wandb_config:* | done",
                "lr_scheduler.linear.decay_ratio = 0.25 | running",
                "lrScheduler.linear.decayRatio > 0.1 | running",
                "lr_scheduler.cosine:* |",
                "learning_rate = 0.0001 | done going new running",
                "learning_rate > 0.1 | stopped",
                "region = EU_PARIS_1 | going",
                "region != EU_PARIS_1 | done new running stopped",
                "is_turbo = true | going",
                "lora_rank:* | new",
                "job_progress.percent = 100 | done",
                "jobProgress.percent >= 0 | done running",
                "status.code = \"OK\" | done going new running stopped",
                "estimated_cost.units >= 1 | done going new running",
                // decided by both
                "state = JOB_STATE_RUNNING AND epochs = 2 | running",
                "state = JOB_STATE_RUNNING epochs = 2 | running",
                "state = JOB_STATE_RUNNING OR epochs = 3 | done running",
                "(state = JOB_STATE_RUNNING OR epochs = 3) AND NOT display_name = \"Beta*\" | done",
                "NOT (state = JOB_STATE_COMPLETED OR completed_time:*) epochs > 2 | going new",
                "epochs = 3 OR epochs = 5 AND state = JOB_STATE_CREATING | new",
                "NOT (NOT completed_time > \"2020-01-01T00:00:00Z\") | done stopped",
            })
    void aFilterFindsTheMatchingJobs(String filter, String found) {
        assertFinds(filter, found == null ? List.of() : List.of(found.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state = JOB_STATE_COMPLETED",
                "create_time > \"{now-30m}\"",
                "completed_time < \"{now}\"",
                "name = \"{jobs}/new\""
            })
    @Verified(INFERRED)
    void whatTheDatabaseDecidesIsWhatTheEmulatorWouldDecide(String term) {
        // The first alternative is never true of a job, but the database cannot know.
        var inDatabase = found(term);
        assertThat(found("epochs = -7 OR " + term)).isEqualTo(inDatabase);
        assertThat(found("NOT (" + term + ")")).isEqualTo(found("NOT (epochs = -7 OR " + term + ")"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<=", "=", ">=", ">", "!="})
    @Verified(INFERRED)
    void timesFinerThanTheStoredOnesAreNotRounded(String operator) {
        var stored = jobs.get("new").<String>path("createTime").replace("Z", "");
        for (var nanos : List.of("", "000", "001", "499", "500", "999")) {
            var term = "create_time " + operator + " \"" + stored + nanos + "Z\"";
            assertThat(found(term)).as(term).isEqualTo(found("epochs = -7 OR " + term));
        }
    }

    @Test
    void theTotalIsThatOfTheFilter() {
        for (var filter : List.of("epochs > 1", "state != JOB_STATE_CANCELLED")) {
            request()
                    .queryParam("filter", filter)
                    .get(jobs.url() + "?pageSize=2")
                    .then()
                    .body("supervisedFineTuningJobs.size()", equalTo(2))
                    .body("totalSize", equalTo(4));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "nope = 1 | invalid filter: unknown field \"nope\"",
                "wandb_config.nope = 1 | invalid filter: unknown field \"wandb_config.nope\"",
                "state = RUNNING | invalid filter: field \"state\" has no value \"RUNNING\"",
                "state > JOB_STATE_RUNNING | invalid filter: field \"state\" does not support the operator \">\"",
                "epochs = x | invalid filter: field \"epochs\" must be compared with an integer, not with \"x\"",
                "create_time > yesterday | invalid filter: field \"createTime\" must be compared with an RFC 3339 timestamp, not with \"yesterday\"",
                "is_turbo = 1 | invalid filter: field \"isTurbo\" must be compared with true or false, not with \"1\"",
                "wandb_config = 1 | invalid filter: field \"wandbConfig\" can only be compared with null or \":*\"",
                "(epochs = 1 | invalid filter: syntax error at position 12: unexpected end",
                "display_name = \"a | invalid filter: syntax error at position 16: unterminated quoted text \"\\\"\"",
            })
    @Verified(INFERRED)
    void anInvalidFilterIsRefused(String filter, String message) {
        refused(request().queryParam("filter", filter).get(jobs.url()), Code.INVALID_ARGUMENT, message);
    }

    private void create(String id, Object... fields) {
        jobs.post(id, Json.with(Json.object("dataset", "d"), fields)).then().statusCode(200);
    }

    private void assertFinds(String filter, List<String> ids) {
        assertThat(found(filter)).as(filter).isEqualTo(ids);
    }

    private List<String> found(String filter) {
        return jobs.ids(json(request().queryParam("filter", filled(filter)).get(jobs.url())));
    }

    private String filled(String filter) {
        return filter.replace("{jobs}", "accounts/" + account + "/supervisedFineTuningJobs")
                .replace("{nul}", "\0")
                .replace("{now-30m}", time.now().minus(Duration.ofMinutes(30)).toString())
                .replace("{now-90m}", time.now().minus(Duration.ofMinutes(90)).toString())
                .replace("{now+1s}", time.now().plusSeconds(1).toString())
                .replace("{now}", time.now().toString());
    }
}
