package dev.emulator.fireworks.world;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.storage.Blobs;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A reset empties an account at any time, and does not affect other accounts. */
@Verified(INFERRED)
@AlsoOnPostgresql
class ResetTests extends Story {

    private static final Duration A_DAY = Duration.ofDays(1);

    /** The tables that a reset does not clear. */
    private static final Set<String> STAYS = Set.of("signing_key", "blob_chunk", "blob_upload");

    private static final Pattern KEY = Pattern.compile("(uid\":\")(\\d+)(\")");

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final Models models = new Models(api);
    private final ControlApi control = new ControlApi(api);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ResetService resets;

    @Autowired
    private WorldTables tables;

    @Autowired
    private Blobs blobs;

    @Test
    void aResetLeavesNothingOfTheAccount() {
        datasets.create("train", ROW.repeat(3));
        datasets.create("broken", "{\"messages\": []}\n");
        datasets.announce("train", Map.of("more.jsonl", bytes(ROW)))
                .values()
                .forEach(address -> Storage.put(address, bytes(ROW)));
        models.post("{\"modelId\": \"mine\"}").then().statusCode(200);
        jobs.create();
        time.passes(A_DAY);
        jobs.create();
        var bytes = files();
        assertThat(rowsOf(account)).doesNotContainValue(0).doesNotContainKey("account_document");
        assertThat(bytes).hasSize(3);

        control.post(":reset", "{}").then().statusCode(200).body("resources", equalTo(6));

        assertThat(rowsOf(account)).isEmpty();
        assertThat(bytes).noneMatch(this::isThere);
        for (var collection : new String[] {jobs.url(), datasets.url(), models.url()}) {
            request().get(collection).then().statusCode(200).body("totalSize", equalTo(0));
        }
    }

    @Test
    void everyTableIsClearedOrKnownToStay() {
        var known = new TreeSet<>(tables.names());
        known.addAll(STAYS);
        assertThat(jdbc.sql("select table_name from information_schema.tables where table_schema = 'public'"
                                + " and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void theNewWorldIsAsGoodAsTheOld() {
        jobs.create(Json.object("dataset", "train", "baseModel", QWEN, "displayName", "first"));
        reset(account);
        reset(account);
        datasets.create("train", ROW.repeat(3));
        var job = jobs.create();
        time.passes(A_DAY);
        jobs.get(job).then().statusCode(200).body("state", equalTo("JOB_STATE_COMPLETED"));
        models.get(job).then().statusCode(200).body("state", equalTo("READY"));
        jobs.list().then().body("totalSize", equalTo(1));
        request().get("/v1/accounts/" + account).then().statusCode(200);
        assertThat(rowsOf(account)).containsEntry("account", 1);
    }

    @Test
    void anotherAccountKeepsWhatItHas() {
        var other = new Client(port, account + "-2");
        other.create("kept");
        jobs.create();
        reset(account);
        time.passes(A_DAY);
        assertThat(other.get("kept").state()).isEqualTo("JOB_STATE_COMPLETED");
        assertThat(other.totalSize()).isEqualTo(1);
        assertThat(rowsOf(account)).isEmpty();
    }

    @Test
    void anUnknownAccountIsAnEmptyWorld() {
        control.post(":reset", "{}").then().statusCode(200).body("resources", equalTo(0));
        control.post(":reset", "{}").then().statusCode(200);
        assertThat(rowsOf(account)).isEmpty();
    }

    @Test
    void anAccountThatCannotBeIsRefused() {
        refused(
                request("{}").post("/_emulator/v1/accounts/A_b:reset"),
                Code.INVALID_ARGUMENT,
                "invalid account id \"A_b\": must be 1-63 characters of a-z, 0-9 and -, without a hyphen at either end");
        refused(
                control.post(":reset", "{\"force\": true}"),
                Code.INVALID_ARGUMENT,
                request("{\"force\": true}").post(jobs.url() + "/none:cancel").path("message"));
    }

    @Test
    void allWorldsCanGoAtOnce() {
        new Client(port, account + "-2").create("one");
        datasets.create("train", ROW.repeat(3));
        var bytes = files();
        request("{}").post("/_emulator/v1:reset").then().statusCode(200);
        assertThat(rowsOf(account)).isEmpty();
        assertThat(rowsOf(account + "-2")).isEmpty();
        assertThat(bytes).isNotEmpty().noneMatch(this::isThere);
        assertThat(tables.names())
                .allSatisfy(table -> assertThat(count("select count(*) from " + table))
                        .as(table)
                        .isZero());
    }

    @Test
    void jobsAreMadeWhileTheirAccountIsResetAndNothingIsLeftOver() {
        var busy = new Client(port, account);
        var quiet = new Client(port, account + "-2");
        AtOnce.times(220, 10, i -> {
                    if (i % 11 == 10) {
                        return busy.send("POST", control.url(":reset"), "{}").status();
                    }
                    if (i % 11 == 9) {
                        time.passes(Duration.ofSeconds(3));
                        return quiet.create("job-" + i).status();
                    }
                    if (i % 11 == 8) {
                        aDatasetOf(busy, "data-" + i);
                    }
                    return busy.create("job-" + i).status();
                })
                .forEach(status -> assertThat(status).isEqualTo(200));
        time.passes(A_DAY);

        assertThat(quiet.totalSize())
                .isEqualTo(20)
                .isEqualTo(rowsOf(account + "-2").get("supervised_fine_tuning_job"));
        assertThat(quiet.list("filter=state%3DJOB_STATE_COMPLETED")
                        .json()
                        .path("totalSize")
                        .asInt())
                .isEqualTo(20);
        assertThat(busy.totalSize()).isEqualTo(rowsOf(account).getOrDefault("supervised_fine_tuning_job", 0));
        assertThat(busy.models("").path("totalSize").asInt())
                .isEqualTo(rowsOf(account).getOrDefault("model", 0));
        assertThat(orphans()).isZero();
        busy.create("after");
        time.passes(A_DAY);
        assertThat(busy.get("after").state()).isEqualTo("JOB_STATE_COMPLETED");
    }

    private void aDatasetOf(Client client, String id) {
        client.send(
                "POST",
                datasets.url(),
                Json.object("datasetId", id, "dataset", Json.object("exampleCount", 3))
                        .toString());
        request().multiPart("file", "data.jsonl", bytes(ROW)).post(datasets.url(id) + ":upload");
    }

    @Test
    void thousandsOfJobsGoAtOnce() {
        datasets.create("train", ROW.repeat(3));
        var job = jobs.create();
        time.passes(A_DAY);
        var one = Zip.read(control.snapshot());
        for (var table : List.of("supervised_fine_tuning_job", "model", "transition")) {
            one.edit("tables/" + table + ".jsonl", rows -> aThousandTimes(rows, job));
        }
        control.restore(one.bytes()).then().statusCode(200).body("resources", equalTo(2_001));

        reset(account);
        assertThat(rowsOf(account)).isEmpty();
    }

    /** Copies rows to another account, with new keys. */
    private static String aThousandTimes(String rows, String name) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> KEY.matcher(rows.replace(name, "job-" + i)).replaceAll("$1" + (i + 1) + "$2$3"))
                .collect(Collectors.joining());
    }

    private void reset(String account) {
        request("{}")
                .post("/_emulator/v1/accounts/" + account + ":reset")
                .then()
                .statusCode(200);
    }

    private Map<String, Integer> rowsOf(String account) {
        return new Worlds(jdbc).rowsOf(account);
    }

    /** Returns rows that refer to missing resources, of all accounts. */
    private int orphans() {
        return count("select count(*) from resource_file where owner_uid not in"
                        + " (select uid from dataset union all select uid from model)")
                + count("select count(*) from dataset_problem where dataset_uid not in (select uid from dataset)")
                + count("select count(distinct blob_id) from blob_chunk where blob_id not in"
                        + " (select blob_id from resource_file where blob_id is not null)")
                + count("select count(*) from transition where account_id = '" + account
                        + "' and row_uid not in (select uid from supervised_fine_tuning_job)");
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private Set<String> files() {
        return Set.copyOf(jdbc.sql("select blob_id from resource_file where owner_uid in"
                        + " (select uid from dataset where account_id = ?)")
                .param(account)
                .query(String.class)
                .list());
    }

    private boolean isThere(String blob) {
        try (var bytes = blobs.open(blob)) {
            return bytes.read() >= 0;
        } catch (IOException | ApiException e) {
            return false;
        }
    }
}
