package dev.emulator.fireworks.world;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.store.AccountSettings;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** An archive that is broken, foreign or too new is refused with the reason, and the account does not change. */
@Verified(INFERRED)
@TestPropertySource(properties = "emulator.limits.signed-upload=1MB")
@AlsoOnPostgresql
class RefusedArchiveTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final ControlApi control = new ControlApi(api);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private AccountSettings.Factory settings;

    /** A setting of an account. */
    record Shop(int hours) {}

    static Stream<Arguments> archives() {
        return Stream.of(
                refused("not a zip", zip -> bytes("hello"), "the body is not a snapshot of an account"),
                refused("empty", zip -> new byte[0], "the body is not a snapshot of an account"),
                refused("random", zip -> random(), "the body is not a snapshot of an account"),
                refused("cut off", zip -> cut(zip.bytes()), "the body is not a snapshot of an account"),
                edited("no manifest", zip -> zip.without("manifest.json"), "archive has no manifest.json"),
                edited("another zip", zip -> zip.with("README", ""), "archive has an unknown entry: "),
                edited("a path", zip -> zip.with("../x", ""), "archive has an unknown entry: ../x"),
                edited(
                        "a table",
                        zip -> zip.with("tables/signing_key.jsonl", ""),
                        "archive has an unknown entry: tables/"),
                edited(
                        "counts",
                        zip -> zip.with("tables/resource_count.jsonl", ""),
                        "archive has an unknown entry: tables/"),
                edited("bad manifest", zip -> zip.with("manifest.json", "{"), "manifest.json: "),
                edited(
                        "no account",
                        zip -> zip.with("manifest.json", "{}"),
                        "manifest.json must have formatVersion and"),
                edited("missing file", zip -> zip.without("files/"), "archive has no files/"),
                edited("other file", RefusedArchiveTests::otherFile, "tables/resource_file.jsonl, line 1: files/"),
                edited(
                        "bomb",
                        zip -> zip.with("tables/transition.jsonl", "\n".repeat(2_000_000)),
                        "the unpacked archive is larger than emulator.limits.signed-upload"),
                edited("other plan", zip -> plan(zip, "{\\\\\"stages\\\\\":1}"), "line 1: plan: proto: "),
                edited("no stages", zip -> plan(zip, "{}"), "line 1: plan: a plan needs at least one stage"),
                edited(
                        "twice",
                        RefusedArchiveTests::twice,
                        "tables/dataset.jsonl, line 2: another row has the same uid "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            dataset | { | §§ | tables/dataset.jsonl, line 1:
            dataset | { | {"colour":"red", | line 1: unknown column "colour"
            dataset | { | {"uid":"1", | line 1: duplicate field "uid"
            dataset | "stuck":false | "stuck":"x" | stuck must be a boolean, not "x"
            dataset | "row_count":"5" | "row_count":"five" | row_count must be an integer
            model | "create_time":"2 | "create_time":"x | create_time must be a time in the format of RFC
            dataset | "stuck":false | "stuck":null | lines 1 to 1: the database rejected a row
            dataset | "uid" | "version" | line 1: duplicate field "version"
            dataset | "spec":"{ | "spec":" | spec must be a JSON object
            model | "spec":"{ | "spec":"{\\"displayName\\":{}, | tables/model.jsonl: spec of
            supervised_fine_tuning_job | "plan":"{ | "plan":" | plan must be a JSON object
            account_document | {\\"hour | {\\"hours\\":{},\\"hour | opening hours of the account:
            resource_file | "sha256":" | "sha256":7,"x":" | archive has no files/7
            model | "resource_id":" | "resource_id":"a/ | line 1: invalid id "a/
            dataset | "state":"READY" | "state":"STEADY" | unknown State STEADY
            supervised_fine_tuning_job | "state":"JOB | "state":"JOKE | no resource can be in state
            resource_file | "owner_uid":" | "owner_uid":"9 | archive has rows of a resource
            """)
    void aBrokenRowIsRefused(String table, String part, String replacement, String message) {
        assertRefused(zip -> edited(zip, "tables/" + table + ".jsonl", part, replacement), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            "formatVersion" : 1 | "formatVersion" : 2 | archive was written by a newer
            §"schemaVersion" : § | §"schemaVersion" : 1§ | archive was written by a newer
            "account" : "t | "account" : "u | jsonl, line 1: account_id must be u
            """)
    void aBrokenManifestIsRefused(String part, String replacement, String message) {
        assertRefused(zip -> edited(zip, "manifest.json", part, replacement), message);
    }

    @ParameterizedTest
    @MethodSource("archives")
    void anArchiveThatCannotBeUsedIsRefused(Function<Zip, byte[]> change, String message) {
        assertRefused(change, message);
    }

    private void assertRefused(Function<Zip, byte[]> change, String message) {
        datasets.create("train", ROW.repeat(5));
        jobs.create();
        settings.open("opening hours", Shop.class).change(account, shop -> new Shop(8));
        time.passes(Duration.ofDays(1));
        var archive = control.snapshot();
        jobs.create();
        var before = world();
        var rows = new Worlds(jdbc).rowsOf(account);
        var blobs = blobs();

        var answer = control.restore(change.apply(Zip.read(archive)));

        answer.then().statusCode(400).body("code", equalTo(3));
        assertThat(answer.<String>path("message")).contains(message);
        assertThat(world()).isEqualTo(before);
        assertThat(new Worlds(jdbc).rowsOf(account)).isEqualTo(rows);
        assertThat(blobs()).isEqualTo(blobs);
    }

    @Test
    void onlyAnArchiveIsTaken() {
        refused(
                control.post(":restore", "{}"),
                Code.INVALID_ARGUMENT,
                "the body must be an archive with the content type application/zip");
    }

    @Test
    void anArchiveThatIsTooLargeIsRefused() {
        var answer = control.restore(new byte[1024 * 1024 + 1]);
        refused(answer, Code.INVALID_ARGUMENT, "archive is larger than 1048576 bytes");
    }

    @Test
    void columnsThatAnOlderEmulatorDidNotHaveGetWhatTheDatabaseGivesThem() {
        datasets.create("train", ROW.repeat(5));
        var archive = Zip.read(control.snapshot())
                .edit("tables/dataset.jsonl", rows -> rows.replaceAll("\"checksum\":\"[^\"]*\",", ""));
        request()
                .contentType("application/zip; charset=x")
                .body(archive.bytes())
                .post(control.url(":restore"))
                .then()
                .statusCode(200)
                .body("resources", equalTo(1));
        datasets.get("train").then().statusCode(200).body("state", equalTo("READY"));
    }

    private Map<String, String> world() {
        var archive = Zip.read(control.snapshot()).without("manifest.json");
        return archive.names().stream().collect(Collectors.toMap(name -> name, archive::text));
    }

    private int blobs() {
        return jdbc.sql("select count(distinct blob_id) from blob_chunk")
                .query(Integer.class)
                .single();
    }

    private static Arguments refused(String name, Function<Zip, byte[]> change, String message) {
        return Arguments.of(Named.of(name, change), message);
    }

    private static Arguments edited(String name, Function<Zip, Zip> change, String message) {
        return refused(name, change.andThen(Zip::bytes), message);
    }

    private static byte[] edited(Zip zip, String entry, String part, String replacement) {
        return zip.edit(entry, text -> replaced(text, part, replacement)).bytes();
    }

    private static String replaced(String text, String part, String replacement) {
        assertThat(text).contains(part);
        var at = text.indexOf(part);
        return text.substring(0, at) + replacement + text.substring(at + part.length());
    }

    private static Zip otherFile(Zip zip) {
        var file = zip.names().stream()
                .filter(name -> name.startsWith("files/"))
                .findFirst()
                .orElseThrow();
        return zip.with(file, "something else");
    }

    private static Zip plan(Zip zip, String plan) {
        return zip.edit(
                "tables/supervised_fine_tuning_job.jsonl",
                rows -> rows.replaceFirst("\"plan\":\"(\\\\.|[^\"\\\\])*\"", "\"plan\":\"" + plan + "\""));
    }

    private static Zip twice(Zip zip) {
        return zip.edit("tables/dataset.jsonl", rows -> rows + rows);
    }

    private static byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static byte[] random() {
        var bytes = new byte[10_000];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
