package dev.emulator.fireworks.dataset;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uploads at signed URLs, and their validation. */
@Verified(OBSERVED)
@AlsoOnPostgresql
class SignedUploadTests extends Story {

    private static final String ROWS = ROW.repeat(3);

    private final Datasets datasets = new Datasets(api);

    @BeforeEach
    void aDataset() {
        request("{\"datasetId\": \"train\", \"dataset\": {\"exampleCount\": \"3\"}}")
                .post("/v1/accounts/" + account + "/datasets")
                .then()
                .statusCode(200);
    }

    @Test
    void filesArePutThenValidatedThenInUse() {
        var addresses = announce(Map.of("a.jsonl", ROWS, "b.jsonl", ROWS));
        put(addresses.get("a.jsonl"), ROWS).then().statusCode(200);
        put(addresses.get("b.jsonl"), ROWS).then().statusCode(200);
        datasets.get("train").then().body("state", equalTo("UPLOADING"));

        datasets.call("train", "validateUpload").then().statusCode(200).body("size()", equalTo(0));
        datasets.get("train").then().body("state", equalTo("READY")).body("estimatedTokenCount", equalTo("72"));
        for (var filename : List.of("a.jsonl", "b.jsonl")) {
            assertThat(Storage.fetch(downloads().get(filename))
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString())
                    .isEqualTo(ROWS);
        }
    }

    @Test
    void anAddressLooksLikeOneOfGoogleCloudStorage() {
        assertThat(announce(Map.of("a.jsonl", ROWS)).get("a.jsonl"))
                .startsWith("http://localhost:" + port + "/")
                .contains("/" + account + "/datasets/train/a.jsonl?")
                .contains("X-Goog-Algorithm=", "X-Goog-Date=", "&X-Goog-Expires=3600&", "&X-Goog-Signature=")
                .contains("X-Goog-SignedHeaders=content-type%3Bhost%3Bx-goog-content-length-range");
        put(announce(Map.of("a.jsonl", ROWS)).get("a.jsonl"), ROWS);
        datasets.call("train", "validateUpload");
        assertThat(downloads().get("a.jsonl")).contains("&X-Goog-Expires=599&", "X-Goog-SignedHeaders=host&");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Host, emulator.example:8443, http://emulator.example:8443/",
        "Host, fireworks-emulator:3473, http://fireworks-emulator:3473/",
        "Host, mapped.internal, http://mapped.internal/",
    })
    @Verified(INFERRED)
    void anAddressLeadsBackTheWayTheRequestCame(String header, String host, String address) {
        request("{\"filenameToSize\": {\"a.jsonl\": \"1\"}}")
                .header(header, host)
                .post(datasets.url("train") + ":getUploadEndpoint")
                .then()
                .statusCode(200)
                .body("filenameToSignedUrls.'a.jsonl'", startsWith(address));
    }

    @Test
    void aProxyThatSpeaksHttpsIsFollowed() {
        request("{\"filenameToSize\": {\"a.jsonl\": \"1\"}}")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "emulator.example")
                .post(datasets.url("train") + ":getUploadEndpoint")
                .then()
                .body("filenameToSignedUrls.'a.jsonl'", startsWith("https://emulator.example/_emulator/"));
    }

    @Test
    @Verified(INFERRED)
    void whatAProxyTakesOffThePathIsKept() {
        var address = request(Json.object("filenameToSize", Json.object("a.jsonl", String.valueOf(ROWS.length()))))
                .header("X-Forwarded-Prefix", "/fireworks/")
                .post(datasets.url("train") + ":getUploadEndpoint")
                .then()
                .extract()
                .<String>path("filenameToSignedUrls.'a.jsonl'");
        assertThat(address).startsWith("http://localhost:" + port + "/fireworks/_emulator/");
        put(address.replace("/fireworks/", "/"), ROWS).then().statusCode(200);
        refused(
                request("{\"filenameToSize\": {\"a.jsonl\": \"1\"}}")
                        .header("X-Forwarded-Prefix", "https://elsewhere.example")
                        .post(datasets.url("train") + ":getUploadEndpoint"),
                Code.INVALID_ARGUMENT,
                "X-Forwarded-Prefix cannot be read");
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-Proto, https", "Forwarded, proto=https"})
    void aProxyThatPassesTheHostOnKeepsItsPort(String header, String value) {
        request("{\"filenameToSize\": {\"a.jsonl\": \"1\"}}")
                .header("Host", "localhost:8443")
                .header(header, value)
                .post(datasets.url("train") + ":getUploadEndpoint")
                .then()
                .body("filenameToSignedUrls.'a.jsonl'", startsWith("https://localhost:8443/_emulator/"));
    }

    @Test
    @Verified(INFERRED)
    void aProxyThatCannotBeUnderstoodIsRefused() {
        refused(
                request("{\"filenameToSize\": {\"a.jsonl\": \"1\"}}")
                        .header("X-Forwarded-Host", "emulator.example")
                        .header("X-Forwarded-Port", "http")
                        .post(datasets.url("train") + ":getUploadEndpoint"),
                Code.INVALID_ARGUMENT,
                "Forwarded or X-Forwarded-* headers cannot be read");
    }

    @Test
    void eachAnnouncementTakesThePlaceOfTheOneBefore() {
        var first = announce(Map.of("a.jsonl", ROWS));
        var second = announce(Map.of("b.jsonl", ROWS));
        Storage.refusedInXml(put(first.get("a.jsonl"), ROWS), 400, "InvalidArgument");
        put(second.get("b.jsonl"), ROWS).then().statusCode(200);
        datasets.call("train", "validateUpload").then().statusCode(200);
        datasets.get("train").then().body("state", equalTo("READY"));
    }

    @Test
    void validatingTooEarlyLeavesTheDatasetStuck() {
        var address = announce(Map.of("a.jsonl", ROWS)).get("a.jsonl");
        datasets.call("train", "validateUpload").then().statusCode(200);
        put(address, ROWS);
        datasets.get("train").then().body("state", equalTo("UPLOADING"));
        datasets.call("train", "getUploadEndpoint", "{\"filenameToSize\": {\"a.jsonl\": \"1\"}}")
                .then()
                .statusCode(405);
    }

    @Test
    void withoutTheSignedHeadersAFileIsNotTaken() {
        var address = announce(Map.of("a.jsonl", ROWS)).get("a.jsonl");
        Storage.refusedInXml(
                Storage.request()
                        .contentType("application/octet-stream")
                        .body(bytes(ROWS))
                        .put(address),
                400,
                "MalformedSecurityHeader");
        Storage.refusedInXml(
                Storage.request()
                        .contentType("application/jsonl")
                        .header("x-goog-content-length-range", ROWS.length() + "," + ROWS.length())
                        .body(bytes(ROWS))
                        .put(address),
                403,
                "SignatureDoesNotMatch");
    }

    @Test
    @Verified(INFERRED)
    void aFileOfAnotherSizeIsNotTaken() {
        var address = announce(Map.of("a.jsonl", ROWS)).get("a.jsonl");
        Storage.refusedInXml(put(address, ROWS + ROWS, ROWS.length()), 400, "EntityTooLarge");
        Storage.refusedInXml(put(address, "x", ROWS.length()), 400, "EntityTooSmall");
    }

    @Test
    @Verified(INFERRED)
    void anAddressIsGoodForAWhileByTheAccountsClock() {
        var address = announce(Map.of("a.jsonl", ROWS)).get("a.jsonl");
        time.passes(Duration.ofMinutes(59));
        put(address, ROWS).then().statusCode(200);
        time.passes(Duration.ofMinutes(2));
        Storage.refusedInXml(put(address, ROWS), 400, "ExpiredToken");
        datasets.call("train", "validateUpload");
        var download = downloads().get("a.jsonl");
        time.passes(Duration.ofSeconds(600));
        Storage.refusedInXml(Storage.fetch(download), 400, "ExpiredToken");
    }

    @Test
    @Verified(INFERRED)
    void anAddressIsGoodForNothingElse() {
        var address = announce(Map.of("a.jsonl", ROWS)).get("a.jsonl");
        Storage.refusedInXml(put(address.replace("a.jsonl", "b.jsonl"), ROWS), 403, "SignatureDoesNotMatch");
        Storage.refusedInXml(
                put(address.replace("X-Goog-Expires=3600", "X-Goog-Expires=9999999"), ROWS),
                403,
                "SignatureDoesNotMatch");
        Storage.refusedInXml(put(address.replace("/train/", "/other/"), ROWS), 403, "SignatureDoesNotMatch");
        Storage.refusedInXml(put(address.substring(0, address.indexOf('?')), ROWS), 403, "SignatureDoesNotMatch");
        Storage.refusedInXml(Storage.fetch(address), 400, "MalformedSecurityHeader");
        Storage.refusedInXml(
                put(address.replaceAll("X-Goog-Date=\\w+", "X-Goog-Date=never"), ROWS), 403, "SignatureDoesNotMatch");
    }

    @Test
    @Verified(INFERRED)
    void filenamesMayBeOutOfTheOrdinary() {
        for (var filename : List.of("two words.jsonl", "größe.jsonl", "a/b/c.jsonl", "50%.jsonl", "a+b&c=d?.jsonl")) {
            var address = announce(Map.of(filename, ROWS)).get(filename);
            put(address, ROWS).then().statusCode(200);
            datasets.call("train", "validateUpload").then().statusCode(200);
            Storage.fetch(downloads().get(filename)).then().statusCode(200).body(equalTo(ROWS));
        }
    }

    @Test
    void emptyFilesAreRefusedByTheValidation() {
        put(announce(Map.of("a.jsonl", "")).get("a.jsonl"), "").then().statusCode(200);
        datasets.call("train", "validateUpload").then().statusCode(200);
        datasets.get("train")
                .then()
                .body("state", equalTo("UPLOADING"))
                .body("status.message", containsString("dataset is empty"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{} | filename_to_size is required",
                "{\"filenameToSize\": {\"a\": -1}} | size of a must not be negative",
                "{\"filenameToSize\": {\"\": 1}} | filename must not be empty",
                "{\"filenameToSize\": {\"a\": \"x\"}} | proto: (line 1:26): invalid value for int64 field value: \"x\"",
            })
    @Verified(INFERRED)
    void aBadAnnouncementIsRefused(String body, String message) {
        refused(datasets.call("train", "getUploadEndpoint", body), Code.INVALID_ARGUMENT, message);
    }

    @Test
    void aDatasetWithoutContentHasNothingToDownload() {
        assertThat(downloads()).isEmpty();
    }

    private Map<String, String> announce(Map<String, String> files) {
        return datasets.announce(
                "train",
                files.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, file -> bytes(file.getValue()))));
    }

    private Map<String, String> downloads() {
        return datasets.downloads("train");
    }

    private static Response put(String address, String content) {
        return Storage.put(address, bytes(content));
    }

    private static Response put(String address, String content, int size) {
        return Storage.put(address, bytes(content), size);
    }
}
