package dev.emulator.fireworks.world;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.store.AccountSettings;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A snapshot restores an account in the same or another account. */
@Verified(INFERRED)
@AlsoOnPostgresql
class SnapshotTests extends Story {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final Models models = new Models(api);
    private final ControlApi control = new ControlApi(api);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private AccountSettings.Factory settings;

    /** Creates resources of each type and in different states. */
    private void aWorld() {
        datasets.create("train", ROW.repeat(5));
        datasets.create("same", ROW.repeat(5));
        datasets.create("bad", "{\"messages\": []}\n{\"messages\": 1}\n");
        datasets.announce("train", Map.of("more.jsonl", bytes(ROW), "never.jsonl", bytes(ROW))).entrySet().stream()
                .filter(file -> file.getKey().startsWith("more"))
                .forEach(file -> Storage.put(file.getValue(), bytes(ROW)));
        models.post(
                        "{\"modelId\": \"mine\", \"model\": {\"description\": \"\\u00e9\\ud83d\\ude00 \\\\ \\\" \\n tab\\t\"}}")
                .then()
                .statusCode(200);
        jobs.create(Json.object("dataset", "train", "baseModel", QWEN, "earlyStop", true));
        jobs.create(Json.object("dataset", "bad", "baseModel", QWEN));
        time.passes(A_DAY);
        jobs.create(Json.object("dataset", "same", "baseModel", QWEN, "learningRate", 0.0003));
        jobs.create();
        time.passes(Duration.ofSeconds(3));
    }

    @Test
    void whatIsBroughtBackIsAsItWas() {
        aWorld();
        var before = view(account);
        var rows = new Worlds(jdbc).rowsOf(account);
        var archive = snapshot(account);
        control.post(":reset", "{}").then().body("resources", equalTo(9));
        jobs.create();

        restore(account, archive)
                .then()
                .statusCode(200)
                .body("resources", equalTo(9))
                .body("replaced", equalTo(1));

        assertThat(view(account)).isEqualTo(before).hasSizeGreaterThan(20);
        assertThat(new Worlds(jdbc).rowsOf(account)).isEqualTo(rows);
    }

    @Test
    void itCanBeBroughtIntoAnotherAccount() {
        aWorld();
        var archive = snapshot(account);
        var other = account + "-2";
        restore(other, archive).then().statusCode(200);
        assertThat(view(other)).isEqualTo(view(account));
        assertThat(snapshotText(other)).doesNotContain("accounts/" + account + "/");
        time.passes(A_DAY);
        assertThat(view(other)).isEqualTo(view(account));
        control.post(":reset", "{}").then().statusCode(200);
        assertThat(new Worlds(jdbc).rowsOf(other)).containsKeys("resource_file", "transition", "dataset_problem");
    }

    @Test
    void whatWasUnderWayGoesOn() {
        aWorld();
        var archive = snapshot(account);
        restore(account, archive).then().statusCode(200);
        time.passes(A_DAY);
        var client = new Client(port, account);
        assertThat(client.list("filter=state%3DJOB_STATE_COMPLETED")
                        .json()
                        .path("totalSize")
                        .asInt())
                .isEqualTo(3);
        client.create("new");
        time.passes(A_DAY);
        assertThat(client.get("new").state()).isEqualTo("JOB_STATE_COMPLETED");
    }

    @Test
    void aForkIsAWorldOfItsOwn() {
        aWorld();
        var other = account + "-2";
        control.post(":fork", Json.object("account", other)).then().statusCode(200);
        assertThat(view(other)).isEqualTo(view(account));
        datasets.delete("train").then().statusCode(200);
        assertThat(view(other)).containsKey("accounts/{account}/datasets/train data.jsonl");
        refused(
                control.post(":fork", Json.object("account", other)),
                Code.ALREADY_EXISTS,
                "account " + other + " is not empty");
        refused(control.post(":fork", "{}"), Code.INVALID_ARGUMENT, "account is required");
    }

    /** A setting of an account. */
    record Shop(String owner) {}

    @Test
    void whatWasSetForAnAccountGoesWithIt() {
        var shops = settings.open("shop", Shop.class);
        shops.change(account, shop -> new Shop("accounts/" + account + "/users/ada"));
        var archive = snapshot(account);
        var other = account + "-2";
        control.post(":fork", Json.object("account", other)).then().statusCode(200);
        assertThat(shops.get(other).owner()).isEqualTo("accounts/" + other + "/users/ada");
        refused(
                control.post(":fork", Json.object("account", other)),
                Code.ALREADY_EXISTS,
                "account " + other + " is not empty");
        control.post(":reset", "{}").then().statusCode(200);
        assertThat(shops.find(account)).isEmpty();
        assertThat(shops.find(other)).isPresent();
        restore(account, archive).then().statusCode(200);
        assertThat(shops.get(account).owner()).isEqualTo("accounts/" + account + "/users/ada");
    }

    @Test
    void anUnknownAccountHasAnArchiveToo() {
        var archive = snapshot(account);
        jobs.create();
        restore(account, archive).then().statusCode(200).body("resources", equalTo(0));
        jobs.list().then().body("totalSize", equalTo(0));
    }

    @Test
    void restoredRowsHaveTheirOwnKeys() {
        var client = new Client(port, account);
        AtOnce.times(150, 4, i -> client.create("before-" + i).status());
        var archive = snapshot(account);
        for (int i = 0; i < 3; i++) {
            var round = i;
            restore(account + "-" + i, archive).then().statusCode(200);
            AtOnce.times(
                            130,
                            4,
                            each -> client.create("after-" + round + "-" + each).status())
                    .forEach(status -> assertThat(status).isEqualTo(200));
        }
        assertThat(jdbc.sql("select count(*) - count(distinct uid) from (select uid from supervised_fine_tuning_job"
                                + " union all select uid from dataset union all select uid from model"
                                + " union all select uid from resource_file) all_uids")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theManifestOfAnArchiveDescribesItsContent() {
        datasets.create("train", ROW);
        var archive = Zip.read(snapshot(account));
        var manifest = json(archive.text("manifest.json"));
        assertThat(manifest.path("account").asString()).isEqualTo(account);
        assertThat(manifest.path("formatVersion").asInt()).isEqualTo(1);
        assertThat(manifest.path("resources").get(0).path("name").asString())
                .isEqualTo("accounts/" + account + "/datasets/train");
        assertThat(manifest.path("resources").get(0).path("state").asString()).isEqualTo("READY");
        var file = archive.names().stream()
                .filter(name -> name.startsWith("files/"))
                .findFirst()
                .orElseThrow();
        assertThat(archive.text(file)).isEqualTo(ROW);
        assertThat(json(archive.text("tables/dataset.jsonl"))
                        .path("resource_id")
                        .asString())
                .isEqualTo("train");
    }

    @Test
    void aSnapshotIsAFileToBeSaved() {
        control.post(":snapshot", "{}")
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .header("Content-Disposition", "attachment; filename=\"" + account + ".zip\"");
    }

    private byte[] snapshot(String account) {
        return request("{}")
                .post("/_emulator/v1/accounts/" + account + ":snapshot")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private String snapshotText(String account) {
        var archive = Zip.read(snapshot(account));
        return archive.names().stream().map(archive::text).reduce("", String::concat);
    }

    private Response restore(String account, byte[] archive) {
        return request()
                .contentType("application/zip")
                .body(archive)
                .post("/_emulator/v1/accounts/" + account + ":restore");
    }

    private Map<String, String> view(String account) {
        return View.of(new Client(port, account), account);
    }
}
