package dev.emulator.fireworks.dataset;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects at signed URLs behave as in the object store of the live service. */
@Verified(INFERRED)
@AlsoOnPostgresql
class ObjectTests extends Story {

    private static final String ROWS = ROW.repeat(3);

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);

    @BeforeEach
    void aDataset() {
        datasets.createEmpty("train");
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-9, 0, 10", "bytes=100-, 100, -1", "bytes=-5, -5, -1", "bytes=290-9999, 290, -1"})
    void aRangeIsFetched(String range, int from, int until) {
        var first = from < 0 ? ROWS.length() + from : from;
        var end = until < 0 ? ROWS.length() : until;
        Storage.request()
                .header("Range", range)
                .get(aFile())
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes %d-%d/%d".formatted(first, end - 1, ROWS.length()))
                .header("Content-Length", Integer.toString(end - first))
                .body(equalTo(ROWS.substring(first, end)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,4-5", "rows=0-1", "bytes=x-", "bytes=5-1"})
    void whatIsNoRangeOrSeveralIsAllOfIt(String range) {
        Storage.request()
                .header("Range", range)
                .get(aFile())
                .then()
                .statusCode(200)
                .header("Accept-Ranges", "bytes")
                .body(equalTo(ROWS));
    }

    @Test
    void aRangeBehindTheEndCannotBeSatisfied() {
        var answer = Storage.request()
                .header("Range", "bytes=" + ROWS.length() + "-")
                .get(aFile());
        Storage.refusedInXml(answer, 416, "InvalidRange");
        answer.then().header("Content-Range", "bytes */" + ROWS.length());
    }

    @Test
    void aRangeIsOfTheVersionThatTheClientHas() {
        var address = aFile();
        var etag = Storage.fetch(address).header("ETag");
        var request = Map.of("Range", "bytes=0-9", "If-Range", etag);
        Storage.request().headers(request).get(address).then().statusCode(206);
        Storage.request()
                .headers("Range", "bytes=0-9", "If-Range", "\"another\"")
                .get(address)
                .then()
                .statusCode(200);
    }

    @Test
    void aHeadRequestReturnsTheHeaders() {
        Storage.request()
                .head(aFile())
                .then()
                .statusCode(200)
                .header("Content-Length", Integer.toString(ROWS.length()))
                .header("Content-Type", "application/octet-stream")
                .header("ETag", not(nullValue()))
                .header("Last-Modified", not(nullValue()))
                .header("Content-Disposition", nullValue());
    }

    @Test
    void aVersionThatTheClientHasIsNotSentAgain() {
        var address = aFile();
        var etag = Storage.fetch(address).header("ETag");
        var modified = Storage.fetch(address).header("Last-Modified");
        for (var header :
                Map.of("If-None-Match", etag, "If-Modified-Since", modified).entrySet()) {
            Storage.request()
                    .header(header.getKey(), header.getValue())
                    .get(address)
                    .then()
                    .statusCode(304)
                    .header("ETag", etag)
                    .body(equalTo(""));
        }
        Storage.request().header("If-None-Match", "\"x\"").get(address).then().statusCode(200);
    }

    @Test
    void aVersionThatIsNotTheWantedOneIsNotSent() {
        var address = aFile();
        var is = Storage.fetch(address);
        Storage.request()
                .header("If-Match", is.header("ETag"))
                .get(address)
                .then()
                .statusCode(200);
        Storage.request().header("If-Match", "*").get(address).then().statusCode(200);
        Storage.request()
                .header("If-Unmodified-Since", is.header("Last-Modified"))
                .get(address)
                .then()
                .statusCode(200);
        Storage.request()
                .header("x-goog-if-generation-match", is.header("x-goog-generation"))
                .get(address)
                .then()
                .statusCode(200);
        for (var header : Map.of(
                        "If-Match", "\"x\"",
                        "If-Unmodified-Since", "Mon, 01 Jan 2001 00:00:00 GMT",
                        "x-goog-if-generation-match", "1",
                        "x-goog-if-metageneration-match", "2")
                .entrySet()) {
            Storage.refusedInXml(
                    Storage.request().header(header.getKey(), header.getValue()).get(address),
                    412,
                    "PreconditionFailed");
        }
        Storage.refusedInXml(
                Storage.request().header("x-goog-if-generation-match", "x").get(address), 400, "InvalidArgument");
    }

    @Test
    void whatIsThereAlreadyIsNotReplacedWhereThatIsNotWanted() {
        var address = datasets.announce("train", Map.of("a.jsonl", bytes(ROWS))).get("a.jsonl");
        var answers = AtOnce.times(
                4, 4, i -> put(address, "x-goog-if-generation-match", "0").statusCode());
        assertThat(answers).containsOnlyOnce(200).containsOnly(200, 412);
        Storage.refusedInXml(put(address, "If-None-Match", "*"), 412, "PreconditionFailed");
        var replaced = put(address, "x-none", "x").then().statusCode(200).extract();
        put(address, "x-goog-if-generation-match", replaced.header("x-goog-generation"))
                .then()
                .statusCode(200);
        put(address, "If-Match", replaced.header("ETag")).then().statusCode(200);
    }

    @Test
    void whatIsNotWhatItsHashesSayIsNotTaken() throws NoSuchAlgorithmException {
        var address = datasets.announce("train", Map.of("a.jsonl", bytes(ROWS))).get("a.jsonl");
        var md5 = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(bytes(ROWS)));
        var crc = new CRC32C();
        crc.update(bytes(ROWS));
        var crc32c = Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        var otherMd5 = Base64.getEncoder().encodeToString(new byte[16]);

        Storage.refusedInXml(put(address, "Content-MD5", otherMd5), 400, "BadDigest");
        Storage.refusedInXml(put(address, "x-goog-hash", "crc32c=AAAAAA==,md5=" + md5), 400, "BadDigest");
        Storage.refusedInXml(put(address, "Content-MD5", "x"), 400, "InvalidDigest");
        Storage.refusedInXml(put(address, "x-goog-hash", "sha1=AAAA"), 400, "InvalidArgument");
        datasets.call("train", "validateUpload");
        datasets.get("train").then().body("state", equalTo("UPLOADING"));

        var other = "/v1/accounts/" + account + "/datasets";
        request("{\"datasetId\": \"other\", \"dataset\": {\"exampleCount\": \"3\"}}")
                .post(other);
        var good = datasets.announce("other", Map.of("a.jsonl", bytes(ROWS))).get("a.jsonl");
        put(good, "Content-MD5", md5).then().statusCode(200);
        put(good, "x-goog-hash", "crc32c=" + crc32c + ",md5=" + md5).then().statusCode(200);
    }

    @Test
    void whatIsMadeWhenItIsFetchedHasRangesAndVersionsToo() {
        datasets.create("rows", ROWS);
        var job = jobs.create(Json.object("dataset", datasets.name("rows"), "baseModel", QWEN));
        time.passes(Duration.ofMinutes(10));
        var address = jobs.get(job).then().extract().<String>path("metricsFileSignedUrl");
        var all = Storage.fetch(address).then().statusCode(200).extract();
        var metrics = all.body().asString();

        Storage.request()
                .head(address)
                .then()
                .statusCode(200)
                .header("Content-Length", Integer.toString(metrics.length()));
        Storage.request()
                .header("Range", "bytes=3-9")
                .get(address)
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 3-9/" + metrics.length())
                .body(equalTo(metrics.substring(3, 10)));
        Storage.request()
                .header("If-None-Match", all.header("ETag"))
                .get(address)
                .then()
                .statusCode(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "PROPFIND"})
    void anotherMethodIsNotAllowed(String method) {
        var answer = raw().call(method, path(aFile()), List.of(), new byte[0]);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsKey("allow");
        assertThat(code(answer.body())).isEqualTo("MethodNotAllowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "POST", "PUT"})
    void anAddressIsGoodForItsMethodOnly(String method) {
        var address = aFile();
        var answer = raw().call(method, path(address), List.of("Content-Length: 0"), new byte[0]);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(code(answer.body())).isEqualTo("SignatureDoesNotMatch");
        Storage.fetch(address).then().statusCode(200);
    }

    @Test
    void anUploadThatIsCutShortIsRefusedInXmlAndChangesNothing() {
        var address = datasets.announce("train", Map.of("a.jsonl", bytes(ROWS))).get("a.jsonl");
        var head = ("PUT %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n"
                        + "x-goog-content-length-range: %d,%d\r\nContent-Length: %d\r\n\r\n%s")
                .formatted(path(address), ROWS.length(), ROWS.length(), ROWS.length(), ROW);
        var answer = raw().sendAndClose(bytes(head));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(code(answer.body())).isEqualTo("IncompleteBody");
        Storage.put(address, bytes(ROWS)).then().statusCode(200);
    }

    @Test
    void anUploadNeedsItsLength() {
        var address = datasets.announce("train", Map.of("a.jsonl", bytes(ROWS))).get("a.jsonl");
        var range = "x-goog-content-length-range: %d,%d".formatted(ROWS.length(), ROWS.length());
        var answer = raw().call(
                        "PUT",
                        path(address),
                        List.of("Content-Type: application/octet-stream", range, "Transfer-Encoding: chunked"),
                        bytes("0\r\n\r\n"));
        assertThat(answer.status()).isEqualTo(411);
        assertThat(code(answer.body())).isEqualTo("MissingContentLength");
    }

    private String aFile() {
        datasets.create("file", ROWS);
        return datasets.downloads("file").get("data.jsonl");
    }

    private static Response put(String address, String header, String value) {
        return Storage.request()
                .contentType("application/octet-stream")
                .header("x-goog-content-length-range", ROWS.length() + "," + ROWS.length())
                .header(header, value)
                .body(bytes(ROWS))
                .put(address);
    }

    private String path(String address) {
        return address.substring(("http://localhost:" + port).length());
    }

    private static String code(String xml) {
        return XmlPath.from(xml).getString("Error.Code");
    }
}
