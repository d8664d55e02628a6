package dev.emulator.fireworks.dataset;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Create, get, update, list and delete datasets. {@link UploadTests} is about their content. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class DatasetTests extends Story {

    private final Datasets datasets = new Datasets(api);

    @Test
    @Verified(OBSERVED)
    void aNewDatasetLooksAsItDoesOnTheLiveService() {
        var created = json(datasets.post("train", "{\"exampleCount\": 3, \"userUploaded\": {}}"));

        assertThat(created).isEqualTo(json("""
                {"averageTurnCount": 0, "createTime": "{now}", "createdBy": "developer@example.com", "displayName": "",
                 "encryptionState": "ENCRYPTION_STATE_PLAINTEXT", "estimatedTokenCount": "0", "exampleCount": "3", "externalUrl": "",
                 "format": "FORMAT_UNSPECIFIED", "name": "accounts/{account}/datasets/train", "sourceJobName": "",
                 "state": "UPLOADING", "status": {"code": "OK", "message": ""}, "updateTime": "{now}", "userUploaded": {}}""".replace("{account}", account)
                .replace("{now}", time.now().toString())));
        datasets.get("train")
                .then()
                .statusCode(200)
                .body("state", equalTo("UPLOADING"))
                .body("userUploaded", anEmptyMap())
                .body("", not(hasKey("transformed")))
                .body(
                        "createTime",
                        equalTo(time.now().truncatedTo(ChronoUnit.MICROS).toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"datasetId\":\"d\",\"exampleCount\":\"3\"} | proto: (line 1:18): unknown field \"exampleCount\"",
                "{\"dataset_id\":\"d\",\"example_count\":\"3\"} | proto: (line 1:19): unknown field \"example_count\"",
                "{\"datasetId\":\"d\",\"user\":\"me\",\"dataset\":{}} | proto: (line 1:18): unknown field \"user\"",
                "{\"dataset\":{\"exampleCount\":1}} | dataset_id is required",
                "{\"datasetId\":\"d\"} | dataset is required",
                "{\"datasetId\":\"d\",\"dataset\":{\"exampleCount\":-1}} | example_count must not be negative",
                "{\"datasetId\":\"A\",\"dataset\":{}} | invalid id \"A\": must be 1-63 characters of a-z, 0-9 and -, without a hyphen at either end",
                "{\"datasetId\":\"d\",\"dataset\":{\"userUploaded\":{},\"transformed\":{}}} | proto: (line 1:47): error parsing \"transformed\", oneof gateway.Dataset.source is already set",
            })
    @Verified(OBSERVED)
    void aBadRequestIsRefused(String body, String message) {
        refused(datasets.post(body), Code.INVALID_ARGUMENT, message);
        refused(datasets.get("d"), Code.NOT_FOUND, "resource not found");
    }

    @Test
    @Verified(OBSERVED)
    void namesMayBeSpelledAsInTheProtoFile() {
        datasets.post("{\"dataset_id\": \"snake\", \"dataset\": {\"example_count\": \"7\", \"display_name\": \"s\"}}")
                .then()
                .statusCode(200)
                .body("exampleCount", equalTo("7"))
                .body("displayName", equalTo("s"));
    }

    @Test
    @Verified(OBSERVED)
    void aTakenIdIsRefused() {
        datasets.post("taken", "{\"displayName\": \"one\"}").then().statusCode(200);
        refused(
                datasets.post("taken", "{\"displayName\": \"two\"}"),
                Code.ALREADY_EXISTS,
                "resource accounts/" + account + "/datasets/taken already exists");
        datasets.get("taken").then().body("displayName", equalTo("one"));
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        datasets.post(
                "train",
                "{\"displayName\": \"before\", \"exampleCount\": 3, \"format\": \"CHAT\", \"userUploaded\": {}}");
        time.passes(Duration.ofSeconds(1));
        datasets.patch("train", "{\"displayName\": \"after\", \"state\": \"READY\"}")
                .then()
                .statusCode(200)
                .body("displayName", equalTo("after"))
                .body("exampleCount", equalTo("3"))
                .body("format", equalTo("CHAT"))
                .body("state", equalTo("UPLOADING"))
                .body("userUploaded", anEmptyMap())
                .body("updateTime", equalTo(time.now().toString()));
        datasets.patch("train", "{\"displayName\": null, \"exampleCount\": \"9\"}")
                .then()
                .body("displayName", equalTo(""))
                .body("exampleCount", equalTo("9"))
                .body("format", equalTo("CHAT"));
        datasets.get("train").then().body("displayName", equalTo("")).body("exampleCount", equalTo("9"));
    }

    @Test
    @Verified(INFERRED)
    void aPatchWithAMaskChangesWhatTheMaskNames() {
        datasets.post("train", "{\"displayName\": \"before\", \"exampleCount\": 3}");
        request("{\"displayName\": \"after\", \"exampleCount\": 4}")
                .patch(datasets.url("train") + "?updateMask=display_name")
                .then()
                .statusCode(200)
                .body("displayName", equalTo("after"))
                .body("exampleCount", equalTo("3"));
        request("{\"exampleCount\": 4}")
                .patch(datasets.url("train") + "?updateMask=*")
                .then()
                .body("displayName", equalTo(""))
                .body("exampleCount", equalTo("4"));
        refused(
                request("{}").patch(datasets.url("train") + "?updateMask=nope"),
                Code.INVALID_ARGUMENT,
                "invalid field mask: unknown field \"nope\"");
    }

    @Test
    @Verified(INFERRED)
    void aPatchThatWouldMakeNoSenseIsRefusedWhole() {
        datasets.post("train", "{\"displayName\": \"before\"}");
        refused(
                datasets.patch("train", "{\"displayName\": \"after\", \"exampleCount\": -1}"),
                Code.INVALID_ARGUMENT,
                "example_count must not be negative");
        datasets.get("train").then().body("displayName", equalTo("before"));
    }

    @Test
    void datasetsAreListedByNameAndFiltered() {
        for (var id : new String[] {"b", "a", "c"}) {
            datasets.post(id, Json.object("exampleCount", 1, "format", id.equals("b") ? "RL" : "CHAT"));
            time.passes(Duration.ofSeconds(1));
        }
        datasets.list()
                .then()
                .body("datasets.name.collect { it[-1] }", contains("a", "b", "c"))
                .body("totalSize", equalTo(3))
                .body("nextPageToken", equalTo(""));
        request()
                .queryParam("orderBy", "create_time desc")
                .get(datasets.url())
                .then()
                .body("datasets.name.collect { it[-1] }", contains("c", "a", "b"));
        request()
                .queryParam("filter", "format = CHAT AND state = UPLOADING")
                .get(datasets.url())
                .then()
                .body("datasets.name.collect { it[-1] }", contains("a", "c"));
        request().queryParam("readMask", "name").get(datasets.url("a")).then().body("size()", equalTo(1));
    }

    @Test
    @Verified(OBSERVED)
    void aDeletedDatasetIsGoneAndItsIdIsFree() {
        datasets.post("train", "{}");
        datasets.delete("train").then().statusCode(200).body("size()", equalTo(0));
        refused(datasets.get("train"), Code.NOT_FOUND, "resource not found");
        refused(datasets.delete("train"), Code.NOT_FOUND, "resource not found");
        datasets.list().then().body("totalSize", equalTo(0));
        datasets.post("train", "{}").then().statusCode(200);
    }

    @Test
    @Verified(INFERRED)
    void filteringAnotherDatasetIsNotEmulated() {
        refused(
                datasets.post(
                        "{\"datasetId\": \"d\", \"dataset\": {}, \"sourceDatasetId\": \"s\", \"filter\": \"x > 1\"}"),
                Code.UNIMPLEMENTED,
                "filter is not emulated: a dataset cannot be created by filtering another one");
    }
}
