package dev.emulator.fireworks.world;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An archive is refused if the API could not have created its content. The error names the place and the reason. */
@Verified(INFERRED)
@AlsoOnPostgresql
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportRulesTests extends Story {

    private static final String JOBS = "supervised_fine_tuning_job";
    private static final JsonMapper JSON = new JsonMapper();

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final ControlApi control = new ControlApi(api);

    private byte[] archive;

    static Stream<Arguments> archives() {
        return Stream.of(
                document("faults", "\"first\":2", "\"every\":0", "when.every must be at least 1"),
                document("faults", "\"first\":2", "\"nth\":-1", "when.nth must be at least 1"),
                document("faults", "\"first\":2", "\"probability\":7", "when.probability must be above 0"),
                document("faults", "\"httpStatus\":503", "\"httpStatus\":1", "error.http_status must be 400 to 599"),
                document("faults", "\"fixed\":\"1s\"", "\"fixed\":\"P1000D\"", "delay.fixed must be an hour at most"),
                document("faults", "\"over\":\"2s\"", "\"over\":\"P700D\"", "drip.over must be an hour at most"),
                document("faults", "\"chunks\":4", "\"chunks\":1000000", "drip.chunks must be 2 to 1000"),
                document("faults", "\"lag\":\"1s\"", "\"lag\":\"0s\"", "stale.lag must be above 0"),
                document("faults", "faults/f1", "faults/F/1", "fault \"accounts/"),
                document("faults", "faults/f2", "faults/f1", "which must be unique"),
                document("faults", "\"operation\":\"GetDataset\"", "\"operation\":\"GetNothing\"", "no call is named"),
                document("faults", "\"matched\":\"0\"", "\"matched\":\"-1\"", "must not have fired more often"),
                document("clock", "\"at\":\"2", "\"at\":\"+12", "clock of the account: "),
                document("clock", "\"at\":\"20", "\"at\":\"-00", "clock of the account: "),
                document("clock", "\"factor\":7", "\"factor\":0", "factor must be above 0 and at most 1000000"),
                document("clock", "\"factor\":7", "\"factor\":1e300", "factor must be above 0 and at most 1000000"),
                document("clock", "\"factor\":7", "\"factor\":\"NaN\"", "invalid value for double field factor"),
                document("clock", "\"factor\":7", "\"factor\":-1", "factor must be above 0 and at most 1000000"),
                document("clock", "\"since\":", "\"x\":", "since and at must both be set, or neither"),
                document("plans", "\"lasts\":\"7s\"", "\"lasts\":\"P4000D\"", "is not a duration of 0 to 3650 days"),
                document("plans", "\"use\":\"fails\"", "\"use\":\"nothing\"", "unknown plan \"nothing\""),
                document("plans", "\"id\":\"z*\"", "\"id\":\"A/\"", "this rule can never match"),
                document("plans", "plans/rule-1", "plans/Rule_1", "invalid id \"Rule_1\""),
                document("plans", "Jobs/tuned\":{", "Jobs/T/U\":{", "invalid id \"T/U\""),
                document("packs", "\"cursor\":\"", "\"cursor\":\"-9", "cursor of 0 or more"),
                field("account_document", "revision", "\"9223372036854775807\"", "line 1: revision must be 0 to"),
                field(JOBS, "resource_id", "\"A/B\"", "line 1: invalid id \"A/B\""),
                field("dataset", "resource_id", "\"\"", "line 1: invalid id \"\""),
                field(
                        JOBS,
                        "create_time",
                        "\"+10000-01-01T00:00:00Z\"",
                        "create_time must be a time in the format of RFC 3339"),
                field(JOBS, "stage_entered_at", "\"9999-12-31T23:59:59Z\"", "the plan ends after 9999-12-31T23:59:59Z"),
                field(
                        "dataset",
                        "create_time",
                        "\"0000-12-31T23:59:59Z\"",
                        "create_time must be a time in the format of RFC 3339"),
                field(JOBS, "next_transition_at", "\"9998-01-01T00:00:00Z\"", "is not the end of stage"),
                field(JOBS, "stage", "77", "the plan has no stage 77"),
                field(JOBS, "stage", "0", "stage 0 of the plan is not"),
                field(JOBS, "timeline", "\"somebody\"", "timeline somebody belongs to another account"),
                field(JOBS, "transition_count", "0", "a row has more transitions than its transition_count"),
                field(JOBS, "progress_to", "4000", "progress must be 0 to 100"),
                field(JOBS, "version", "\"-3\"", "must be 0 or more"),
                field(JOBS, "training_rows", "\"-3\"", "must be 0 or more"),
                field(JOBS, "training", "\"{\\\"epochs\\\":-5}\"", "training of accounts/"),
                plan("P1D", "P3651D", "a stage must last 0 to 3650 days"),
                plan("P1D", "PT-1S", "a stage must last 0 to 3650 days"),
                field("dataset", "row_count", "\"-1\"", "must be 0 or more"),
                field("dataset", "average_turn_count", "\"NaN\"", "must be 0 or more"),
                field("resource_file", "filename", "\"\"", "line 1: filename must not be empty"),
                field("transition", "left_stage", "-1", "line 1: left_stage must be 0 or more"),
                field("transition", "from_state", "\"NOWHERE\"", "line 1: unknown state NOWHERE"),
                field("transition", "collection", "\"models\"", "line 1: no states are known for collection models"),
                field("transition", "seq", "-1", "line 1: seq must be 0 or more"),
                edited(
                        "long manifest",
                        zip -> zip.with("manifest.json", "{\"x\":\"" + "a".repeat(70_000_000) + "\"}"),
                        "the unpacked manifest.json is larger than 67108864 bytes"));
    }

    @BeforeAll
    void aWorldWithEverythingSet() {
        datasets.create("train", ROW.repeat(5));
        control("POST", "/clock:scale", "{\"factor\": 7}");
        control("POST", "/clock:freeze", "{}");
        control("PUT", "/defaultPlan", """
                {"plan": {"stages": [{"state": "CREATING", "lasts": "7s"}, {"state": "RUNNING", "lasts": "P1D"},
                    {"state": "COMPLETED"}]}}""");
        control("POST", "/plans", "{\"match\": {\"id\": \"z*\"}, \"choice\": {\"use\": \"fails\"}}");
        control("PUT", "/resources/supervisedFineTuningJobs/tuned/plan", "{\"use\": \"fails\"}");
        control("POST", "/faults?faultId=f1", """
                {"match": {"operation": "GetDataset"}, "when": {"first": 2},
                    "error": {"code": "UNAVAILABLE", "httpStatus": 503}}""");
        control("POST", "/faults?faultId=f2", """
                {"match": {"operation": "GetModel"}, "delay": {"fixed": "1s"}}""");
        control("POST", "/faults?faultId=f3", """
                {"match": {"operation": "GetModel"}, "drip": {"over": "2s", "chunks": 4}}""");
        control("POST", "/faults?faultId=f4", """
                {"match": {"operation": "GetModel"}, "stale": {"lag": "1s"}}""");
        control("POST", "/packs/page-token-expires:start", "{}");
        jobs.create();
        control("POST", "/clock:advance", "{\"by\": \"8s\"}");
        archive = control.snapshot();
    }

    @ParameterizedTest
    @MethodSource("archives")
    void itIsRefused(UnaryOperator<Zip> change, String message) {
        jobs.create();
        var list = jobs.list().then().statusCode(200).extract().asString();

        control.restore(change.apply(Zip.read(archive)).bytes())
                .then()
                .statusCode(400)
                .body("code", equalTo(3))
                .body("message", containsString(message));

        assertThat(jobs.list().then().statusCode(200).extract().asString()).isEqualTo(list);
    }

    @Test
    void whatCallsHaveMadeComesInAlsoForAnotherAccount() {
        for (var target : new String[] {account, "c-" + account.substring(2)}) {
            request()
                    .contentType("application/zip")
                    .body(archive)
                    .post("/_emulator/v1/accounts/" + target + ":restore")
                    .then()
                    .statusCode(200)
                    .body("resources", equalTo(2));
        }
        time.passes(Duration.ofDays(1));
    }

    @Test
    void anArchiveOfVeryManyEntriesIsRefusedBeforeItIsOpened() {
        var zip = Zip.read(archive);
        for (int i = 0; i < 300_000; i++) {
            zip.with("files/" + "%064x".formatted(i), "");
        }
        control.restore(zip.bytes())
                .then()
                .statusCode(400)
                .body("message", equalTo("archive has too many entries: their list is longer than 33554432 bytes"));
    }

    private void control(String method, String path, String json) {
        request(json).request(method, control.url() + path).then().statusCode(200);
    }

    private static Arguments document(String kind, String part, String other, String message) {
        return edited(
                kind + ": " + other,
                zip -> zip.edit("tables/account_document.jsonl", rows -> {
                    var quoted = part.replace("\"", "\\\"");
                    assertThat(rows).contains(quoted);
                    return rows.replaceFirst(
                            Pattern.quote(quoted), Matcher.quoteReplacement(other.replace("\"", "\\\"")));
                }),
                message);
    }

    /** Sets a field in all rows of a table. */
    private static Arguments field(String table, String name, String json, String message) {
        return edited(
                table + "." + name + " " + json,
                zip -> zip.edit("tables/" + table + ".jsonl", rows -> {
                    var changed = new StringBuilder();
                    rows.lines().forEach(line -> {
                        var row = (ObjectNode) JSON.readTree(line);
                        assertThat(row.has(name)).isTrue();
                        changed.append(row.set(name, JSON.readTree(json))).append('\n');
                    });
                    return changed.toString();
                }),
                message);
    }

    private static Arguments plan(String lasts, String other, String message) {
        var wire = Duration.parse(lasts).toSeconds() + "s";
        return edited(
                "plan " + other,
                zip -> zip.edit("tables/" + JOBS + ".jsonl", rows -> {
                    assertThat(rows).contains("\\\"" + wire + "\\\"");
                    return rows.replace(
                            "\\\"" + wire + "\\\"",
                            "\\\"" + Duration.parse(other).toSeconds() + "s\\\"");
                }),
                message);
    }

    private static Arguments edited(String name, UnaryOperator<Zip> change, String message) {
        return Arguments.of(Named.of(name, change), message);
    }
}
