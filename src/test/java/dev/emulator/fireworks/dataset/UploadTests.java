package dev.emulator.fireworks.dataset;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Uploads of a file in a form. The dataset is ready before the response. */
@Verified(OBSERVED)
@AlsoOnPostgresql
class UploadTests extends Story {

    private final Datasets datasets = new Datasets(api);

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void aDataset() {
        request("{\"datasetId\": \"train\", \"dataset\": {\"exampleCount\": \"3\", \"userUploaded\": {}}}")
                .post("/v1/accounts/" + account + "/datasets")
                .then()
                .statusCode(200);
    }

    @Test
    void theAnswerIsAFileInTheShapeOfOpenAis() {
        var answer = upload("input.jsonl", ROW.repeat(3), "application/jsonl");
        answer.then().statusCode(200);
        assertThat(answer.asString())
                .isEqualTo("{\"id\":\"accounts/%s/datasets/train\",\"object\":\"file\",\"bytes\":%d,\"created_at\":%d,"
                                .formatted(account, ROW.length() * 3, time.now().getEpochSecond())
                        + "\"filename\":\"input.jsonl\",\"purpose\":\"dataset\"}");
    }

    @Test
    void theDatasetIsReadyImmediatelyAndDescribesItsContent() {
        time.passes(Duration.ofSeconds(1));
        upload("input.jsonl", ROW.repeat(4), "application/jsonl").then().statusCode(200);
        datasets.get("train")
                .then()
                .body("state", equalTo("READY"))
                .body("status.code", equalTo("OK"))
                .body("exampleCount", equalTo("3"))
                .body("averageTurnCount", equalTo(2))
                .body("estimatedTokenCount", equalTo("48"))
                .body("format", equalTo("FORMAT_UNSPECIFIED"))
                .body("updateTime", startsWith(time.now().toString().substring(0, 19)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/jsonl", "application/octet-stream", "application/x-ndjson", "text/plain"})
    void theKindOfFileMakesNoDifference(String contentType) {
        upload("train.jsonl", ROW.repeat(3), contentType).then().statusCode(200);
        datasets.get("train").then().body("state", equalTo("READY"));
    }

    @Test
    void validatingAfterwardsIsHarmless() {
        upload("input.jsonl", ROW.repeat(3), "application/jsonl");
        datasets.call("train", "validateUpload").then().statusCode(200).body("size()", equalTo(0));
        datasets.get("train").then().body("state", equalTo("READY"));
    }

    @Test
    void anotherUploadTakesThePlaceOfTheFirst() {
        upload("one.jsonl", ROW.repeat(3), "application/jsonl");
        upload("two.jsonl", ROW.repeat(5), "application/jsonl").then().statusCode(200);
        datasets.get("train").then().body("estimatedTokenCount", equalTo("60"));
        request()
                .get(datasets.url("train") + ":getDownloadEndpoint")
                .then()
                .body("filenameToSignedUrls.size()", equalTo(1))
                .body("filenameToSignedUrls.'two.jsonl'", startsWith("http://localhost:" + port + "/"));
    }

    @Test
    @Verified(DOCUMENTED)
    void aDatasetMadeFromAnotherHasItsContent() {
        upload("input.jsonl", ROW.repeat(3), "application/jsonl");
        datasets.post("{\"datasetId\": \"copy\", \"dataset\": {}, \"sourceDatasetId\": \"train\"}")
                .then()
                .statusCode(200);
        datasets.delete("train").then().statusCode(200);
        datasets.get("copy").then().body("state", equalTo("READY")).body("estimatedTokenCount", equalTo("36"));
        refused(
                datasets.post("{\"datasetId\": \"another\", \"dataset\": {}, \"sourceDatasetId\": \"none\"}"),
                Code.NOT_FOUND,
                "resource not found");
        refused(datasets.get("another"), Code.NOT_FOUND, "resource not found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "§§ | Dataset has a syntax error: dataset is empty",
                "§ §| Dataset has a syntax error: dataset is empty",
                "{\"messages\": [ | Dataset has a syntax error: chat dataset validation failed on bad.jsonl:0: invalid JSON: unexpected EOF",
                "{} {} | Dataset has a syntax error: chat dataset validation failed on bad.jsonl:0: invalid JSON: invalid character '{' after top-level value",
                "{\"weight\": NaN} | Dataset has a syntax error: chat dataset validation failed on bad.jsonl:0: invalid JSON: invalid character 'N' looking for beginning of value",
                "\ufeff{} | Dataset has a syntax error: chat dataset validation failed on bad.jsonl:0: invalid JSON: invalid character 'ï' looking for beginning of value (the text begins with a byte order mark)",
                "[1, 2] | Dataset has a syntax error: chat dataset validation failed on bad.jsonl:0: row must be a JSON object",
            })
    @Verified(INFERRED)
    void whatCannotBeReadAtAllIsNotTaken(String content, String message) {
        upload("bad.jsonl", content, "application/jsonl").then().statusCode(200);
        datasets.get("train")
                .then()
                .body("state", equalTo("UPLOADING"))
                .body("status.code", equalTo("INVALID_ARGUMENT"))
                .body("status.message", startsWith(message));
    }

    @Test
    void rowsThatMakeNoSenseAreTakenAndNoted() {
        var bad =
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"bananas\", \"content\": \"b\"}]}\n";
        upload("input2.jsonl", ROW + bad + ROW + bad, "application/jsonl")
                .then()
                .statusCode(200);
        datasets.get("train").then().body("state", equalTo("READY")).body("status.code", equalTo("OK"));

        assertThat(problems())
                .contains(
                        "chat dataset validation failed on input2.jsonl:1: invalid role bananas in message 1,"
                                + " must be 'system', 'user', 'assistant' or 'tool'",
                        "chat dataset validation failed on input2.jsonl:3: no message of the assistant to train on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\u001b[31m"})
    @Verified(INFERRED)
    void theErrorForABadRowHasPrintableCharactersOnly(String escape) {
        var bad = """
                {"messages": [{"role": "ESCAPE", "content": ""}]}
                """.replace("ESCAPE", escape);
        upload("input.jsonl", ROW.repeat(3) + bad, "application/jsonl").then().statusCode(200);
        assertThat(problems())
                .first(STRING)
                .startsWith("chat dataset validation failed on input.jsonl:3: invalid role \uFFFD");
    }

    @Test
    @Verified(INFERRED)
    void aFilenameHasNoControlCharacters() {
        var body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''a%00b\r\n\r\n" + ROW
                + "\r\n--x--\r\n";
        var answer =
                raw().post(datasets.url("train") + ":upload", body, "Content-Type: multipart/form-data; boundary=x");
        assertThat(answer.status()).isEqualTo(400);
        refused(
                datasets.call("train", "getUploadEndpoint", "{\"filenameToSize\": {\"a\\u0000b\": \"1\"}}"),
                Code.INVALID_ARGUMENT,
                "filename must not have control characters");
    }

    @Test
    @Verified(INFERRED)
    void anUploadWithoutAFileIsRefused() {
        refused(
                request()
                        .multiPart("data", "x.jsonl", ROW.getBytes(StandardCharsets.UTF_8))
                        .post(datasets.url("train") + ":upload"),
                Code.INVALID_ARGUMENT,
                "a part named file is required");
        refused(datasets.call("train", "upload"), Code.INVALID_ARGUMENT, "a part named file is required");
        var broken = raw().post(
                        datasets.url("train") + ":upload",
                        "--x\r\nbroken",
                        "Content-Type: multipart/form-data; boundary=x");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(json(broken.body()).path("code").asInt()).isEqualTo(3);
    }

    @Test
    void anUploadIntoWhatIsNotThereIsRefused() {
        refused(
                request()
                        .multiPart("file", "x.jsonl", ROW.getBytes(StandardCharsets.UTF_8))
                        .post("/v1/accounts/" + account + "/datasets/none:upload"),
                Code.NOT_FOUND,
                "resource not found");
    }

    @Test
    @Verified(INFERRED)
    void anUploadThatIsCutOffLeavesWhatWasThere() {
        upload("good.jsonl", ROW.repeat(3), "application/jsonl");
        var head = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"cut.jsonl\"\r\n\r\n" + ROW;
        var answer = raw().call(
                        "POST",
                        datasets.url("train") + ":upload",
                        List.of("Content-Type: multipart/form-data; boundary=x", "Transfer-Encoding: chunked"),
                        (Integer.toHexString(head.length()) + "\r\n" + head + "\r\n0\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(400);
        request()
                .get(datasets.url("train") + ":getDownloadEndpoint")
                .then()
                .body("filenameToSignedUrls.keySet().join(',')", equalTo("good.jsonl"));
    }

    @Test
    @Verified(INFERRED)
    void whatWasWrongWithADatasetIsForgottenWithIt() {
        upload("bad.jsonl", ROW.repeat(3) + "{}\n", "application/jsonl");
        assertThat(problems()).hasSize(1);
        datasets.delete("train").then().statusCode(200);
        assertThat(jdbc.sql("select count(*) from dataset_problem where dataset_uid not in (select uid from dataset)")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private List<String> problems() {
        return jdbc.sql("select p.reason from dataset_problem p join dataset d on d.uid = p.dataset_uid"
                        + " where d.account_id = ? and p.method = '' order by p.seq")
                .param(account)
                .query(String.class)
                .list();
    }

    private Response upload(String filename, String content, String contentType) {
        return request()
                .multiPart("file", filename, content.getBytes(StandardCharsets.UTF_8), contentType)
                .post(datasets.url("train") + ":upload");
    }
}
