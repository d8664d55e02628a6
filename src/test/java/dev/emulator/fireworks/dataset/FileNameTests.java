package dev.emulator.fireworks.dataset;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.RawHttp;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Signed URLs work for every accepted filename. */
@Verified(INFERRED)
class FileNameTests extends Story {

    private static final String ROWS = ROW.repeat(3);

    private final Datasets datasets = new Datasets(api);

    @BeforeEach
    void aDataset() {
        datasets.createEmpty("train");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a;b.jsonl",
                "data\\train.jsonl",
                "a%2Fb.jsonl",
                "a%5Cb%00%.jsonl",
                "a+b c&d=e#f?g.jsonl",
                "caf\u00e9.jsonl",
                "cafe\u0301.jsonl",
                "\u8bad\u7ec3\ud83d\ude80.jsonl",
                "a:b@c,d'e\"f<g>h|i^j`k{l}m[n]o~p!q$r*s(t).jsonl",
                "x.jsonl;jsessionid=1",
                "...",
                "a..b",
                "\u0085\u00a0\ufeff",
            })
    void whatIsPutAtItsAddressIsFetchedFromIts(String filename) {
        var address = announced(filename).get(filename);
        Storage.put(address, bytes(ROWS)).then().statusCode(200);
        datasets.call("train", "validateUpload").then().statusCode(200);
        var download = datasets.downloads("train");
        assertThat(download).containsOnlyKeys(filename);
        Storage.fetch(download.get(filename))
                .then()
                .statusCode(200)
                .header("Content-Disposition", nullValue())
                .body(equalTo(ROWS));
    }

    @Test
    void aNameAsLongAsAnObjectsMayBeWorks() {
        var filename = "\u8bad".repeat(341);
        Storage.put(announced(filename).get(filename), bytes(ROWS)).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "../train.jsonl, train.jsonl",
        "./train.jsonl, train.jsonl",
        "/home/dev/train.jsonl, home/dev/train.jsonl",
        "a//b.jsonl, a/b.jsonl",
        "C:\\data\\train.jsonl, data\\train.jsonl",
    })
    void aNameThatLeadsElsewhereIsKeptWithoutThat(String filename, String kept) {
        var address = announced(filename).get(filename);
        assertThat(address).doesNotContain("/../", "/./", "train//");
        Storage.put(address, bytes(ROWS)).then().statusCode(200);
        datasets.call("train", "validateUpload").then().statusCode(200);
        Storage.fetch(datasets.downloads("train").get(kept)).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".. | filename must not be empty",
                "a/ | filename must not be empty",
                "a\u0001b | filename must not have control characters",
            })
    void aNameThatCannotBeKeptIsRefused(String filename, String message) {
        refused(endpoint(List.of(filename)), Code.INVALID_ARGUMENT, message);
    }

    @Test
    void namesOfOneFileAreRefusedTogether() {
        refused(endpoint(List.of("../a", "a")), Code.INVALID_ARGUMENT, "filename a is given twice");
        refused(
                endpoint(List.of("x".repeat(1025))),
                Code.INVALID_ARGUMENT,
                "filename must not be longer than 1024 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "filename=\"C:\\data\\train.jsonl\" | train.jsonl",
                "filename=\"/home/dev/train.jsonl\" | train.jsonl",
                "filename*=UTF-8''..%5C..%2Ftrain%3B1.jsonl | train;1.jsonl",
                "filename=\"a;b.jsonl\" | a;b.jsonl",
            })
    void ofAPathThatIsUploadedTheLastSegmentIsKept(String parameter, String kept) {
        var answer = uploaded(parameter);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(json(answer.body()).path("filename").asString()).isEqualTo(kept);
        Storage.fetch(datasets.downloads("train").get(kept))
                .then()
                .statusCode(200)
                .body(equalTo(ROW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"filename=\"\"", "filename=\"..\"", "filename=\"C:\\data\\\"", "filename*=UTF-8''a%2F"})
    void anUploadOfWhatIsNoFileIsRefused(String parameter) {
        var answer = uploaded(parameter);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(json(answer.body()).path("message").asString()).isEqualTo("filename must not be empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme/datasets/train.jsonl",
                "acme/datasets/train/",
                "acme/datasets/",
                "acme/datasets//train.jsonl",
                "acme/datasets/train//x.jsonl",
                "acme/datasets/train/%",
                "acme/datasets/train/%00",
                "acme/datasets/train/%2e%2e/x",
                "acme/datasets/train/a%2Fb",
                "acme/datasets/train/a%5Cb",
                "acme/datasets/train/%ff",
                "acme/../../../../../../x",
                "acme/datasets/train/x?a=%",
                "acme/nothings/a/x",
                "",
            })
    void anAddressThatWasNotGivenOutIsRefusedInXml(String path) {
        for (var method : List.of("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD")) {
            var answer = raw().call(method, "/_emulator/v1/storage/" + path, List.of("Content-Length: 0"), new byte[0]);
            assertThat(answer.status()).as(method).isIn(400, 403, 404, 405);
            if (!method.equals("HEAD")) {
                assertThat(answer.headers().get("content-type")).as(method).startsWith("application/xml");
                assertThat(XmlPath.from(answer.body()).getString("Error.Code")).isNotEmpty();
            }
        }
    }

    private RawHttp.Answer uploaded(String parameter) {
        var body = "--x\r\nContent-Disposition: form-data; name=\"file\"; " + parameter + "\r\n\r\n" + ROW
                + "\r\n--x--\r\n";
        return raw().post(datasets.url("train") + ":upload", body, "Content-Type: multipart/form-data; boundary=x");
    }

    private Map<String, String> announced(String filename) {
        return endpoint(List.of(filename))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("filenameToSignedUrls", String.class, String.class);
    }

    private Response endpoint(List<String> filenames) {
        var body = JsonMapper.shared().createObjectNode();
        filenames.forEach(filename -> body.withObject("filenameToSize").put(filename, Integer.toString(ROWS.length())));
        return datasets.call("train", "getUploadEndpoint", body.toString());
    }
}
