package dev.emulator.fireworks.seed;

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
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import dev.emulator.fireworks.world.View;
import dev.emulator.fireworks.world.Worlds;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A seed document creates its resources, and can be applied again. */
@Verified(INFERRED)
@AlsoOnPostgresql
class SeedTests extends Story {

    private static final String THREE_ROWS = String.join(",", ROW, ROW, ROW);

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final Models models = new Models(api);
    private final ControlApi control = new ControlApi(api);

    @Autowired
    private JdbcClient jdbc;

    private String document() {
        return """
                {"accounts": {"%s": {
                  "supervisedFineTuningJobs": {"ft-1": {"dataset": "train", "baseModel": "%s", "loraRank": 8, "displayName": "first"}},
                  "datasets": {
                    "train": {"displayName": "Train", "format": "CHAT", "exampleCount": 3, "rows": [%s]},
                    "empty": {"displayName": "Empty"}
                  },
                  "models": {"mine": {"kind": "HF_BASE_MODEL", "baseModelDetails": {"worldSize": 1}}}
                }}}""".formatted(account, QWEN, THREE_ROWS);
    }

    @Test
    void aSeedCreatesItsResources() {
        seed(document())
                .then()
                .statusCode(200)
                .body("created", equalTo(4))
                .body("updated", equalTo(0))
                .body("unchanged", equalTo(0));
        datasets.get("train")
                .then()
                .body("displayName", equalTo("Train"))
                .body("state", equalTo("READY"))
                .body("estimatedTokenCount", equalTo("36"));
        datasets.get("empty").then().body("state", equalTo("UPLOADING"));
        models.get("mine").then().body("baseModelDetails.worldSize", equalTo(1));
        time.passes(Duration.ofDays(1));
        jobs.get("ft-1").then().body("state", equalTo("JOB_STATE_COMPLETED")).body("loraRank", equalTo(8));
        assertThat(datasets.downloads("train")).containsOnlyKeys("train.jsonl");
    }

    @Test
    void applyingItAgainChangesNothing() {
        seed(document());
        time.passes(Duration.ofDays(1));
        var before = View.of(new Client(port, account), account);
        seed(document())
                .then()
                .statusCode(200)
                .body("created", equalTo(0))
                .body("updated", equalTo(0))
                .body("unchanged", equalTo(4));
        assertThat(View.of(new Client(port, account), account)).isEqualTo(before);
    }

    @Test
    void whatIsOtherwiseIsChanged() {
        seed(document());
        time.passes(Duration.ofDays(1));
        seed(document()
                        .replace("\"Empty\"", "\"Other\"")
                        .replace("\"worldSize\": 1", "\"worldSize\": 2")
                        .replace("Hello there", "Good evening")
                        .replace("\"first\"", "\"second\""))
                .then()
                .statusCode(200)
                .body("created", equalTo(0))
                .body("updated", equalTo(3))
                .body("unchanged", equalTo(1));
        datasets.get("empty").then().body("displayName", equalTo("Other"));
        models.get("mine").then().body("baseModelDetails.worldSize", equalTo(2));
        jobs.get("ft-1").then().body("displayName", equalTo("first"));
        var file = datasets.downloads("train").get("train.jsonl");
        assertThat(new String(new Client(port, account).fetch(file))).contains("Good evening");
    }

    @Test
    void aMistakeAnywhereStopsAllOfIt() {
        refused(
                seed(document().replace("\"worldSize\"", "\"worldSise\"")),
                Code.INVALID_ARGUMENT,
                "line 10: accounts." + account + ".models.mine: unknown field \"worldSise\"");
        assertThat(new Worlds(jdbc).rowsOf(account)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "                                            | line 1: the document is empty",
                "{\"accounts\": {}                           | line 1: unexpected EOF",
                "[]                                          | line 1: must be a mapping of keys to values",
                "{} {}                                       | line 1: invalid character '{' after top-level value",
                "{\"account\": {}}                           | line 1: account: unknown key; known keys are accounts",
                "{\"accounts\": {\"A_b\": {}}}               | line 1: accounts.A_b: invalid account id \"A_b\"",
                "{\"accounts\": {\"a\": {\"job\": {}}}}      | line 1: accounts.a.job: unknown key; known keys are ",
                "{\"accounts\": {\"a\": {}, \"a\": {}}}      | line 1: duplicate key \"a\"",
                "{\"accounts\": {\"a\": {\"supervisedFineTuningJobs\": []}}}     | line 1: accounts.a.supervisedFineTuningJobs: must be a mapping of keys to values",
                "{\"accounts\": {\"a\": {\"supervisedFineTuningJobs\": {\"j\": {}}}}} | line 1: accounts.a.supervisedFineTuningJobs.j: dataset is required",
                "{\"accounts\": {\"a\": {\"supervisedFineTuningJobs\": {\"j\": {\"plan\": \"x\"}}}}} | line 1: accounts.a.supervisedFineTuningJobs.j: unknown plan \"x\"; the predefined plans are ",
                "{\"accounts\": {\"a\": {\"faults\": {\"f\": {\"fault\": 1}}}}} | line 1: accounts.a.faults.f: unknown field \"fault\"",
                "{\"accounts\": {\"a\": {\"clock\": {\"time\": \"now\"}}}} | line 1: accounts.a.clock: ",
                "{\"accounts\": {\"a\": {\"supervisedFineTuningJobs\": {\"J\": {}}}}} | line 1: accounts.a.supervisedFineTuningJobs.J: invalid id \"J\"",
                "{\"accounts\": {\"a\": {\"datasets\": {\"d\": {\"file\": \"/etc/passwd\"}}}}} | line 1: accounts.a.datasets.d: only documents listed in emulator.seed can refer to files",
                "{\"accounts\": {\"a\": {\"datasets\": {\"d\": {\"rows\": []}}}}} | line 1: accounts.a.datasets.d: rows must be a list of rows",
                "{\"accounts\": {\"a\": {\"datasets\": {\"d\": {\"rows\": [1], \"file\": \"x\"}}}}} | line 1: accounts.a.datasets.d: file and rows cannot both be given",
                "{\"accounts\": {\"fireworks\": {\"models\": {\"m\": {}}}}} | line 1: accounts.fireworks.models.m: PERMISSION_DENIED",
            })
    void anInvalidDocumentIsRefused(String document, String message) {
        var answer = seed(document == null ? "" : document);
        answer.then().statusCode(400).body("code", equalTo(3));
        assertThat(answer.<String>path("message")).startsWith(message);
    }

    private Response seed(String json) {
        return request(json).post("/_emulator/v1:seed");
    }

    @Test
    void timePlansAndFaultsCanBeThereFromTheStart() {
        var document = """
                {"accounts": {"%s": {
                  "clock": {"time": "2030-01-01T00:00:00Z", "frozen": true},
                  "plans": {"nightly": {"match": {"id": "nightly-*"}, "choice": {"use": "expires"}}},
                  "faults": {"busy": {"match": {"operation": "GetDataset"}, "error": {"preset": "UNAVAILABLE"}}},
                  "supervisedFineTuningJobs": {
                    "nightly-1": {"dataset": "train", "baseModel": "%s"},
                    "doomed": {"dataset": "train", "baseModel": "%s", "plan": "fails-at-99-percent"}}}}}""".formatted(account, QWEN, QWEN);
        request(document).post("/_emulator/v1:seed").then().statusCode(200).body("created", equalTo(5));

        jobs.get("doomed")
                .then()
                .body("createTime", equalTo("2030-01-01T00:00:00Z"))
                .body("state", equalTo("JOB_STATE_CREATING"));
        control.get("/resources/supervisedFineTuningJobs/doomed")
                .then()
                .body("plan.name", equalTo("fails-at-99-percent"));
        control.get("/resources/supervisedFineTuningJobs/nightly-1").then().body("plan.name", equalTo("expires"));
        datasets.get("any").then().statusCode(503);
        request(document).post("/_emulator/v1:seed").then().statusCode(200).body("unchanged", equalTo(5));
    }
}
