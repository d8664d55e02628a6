package dev.emulator.fireworks.web;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.RawHttp;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of requests, as in Go's HTTP server. See docs/limits.md. */
@Verified(INFERRED)
class LimitsTests extends Story {

    private static final int KILOBYTE = 1024;

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final ControlApi control = new ControlApi(api);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fw_emulator",
                "fw_emulator:3473",
                "project_fireworks-emulator_1:3473",
                "_emulator",
                "-emulator",
                "emulator-",
                "emulator:",
                "emulator:http",
                "emulator:99999",
                "1emulator",
                "UPPER_lower",
                "[::1]:3473",
                "[fe80::1%25eth0]",
                ""
            })
    void aHostMayHaveAnyNameThatAnEngineGives(String host) {
        assertThat(ofHost(host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a\"b", "ä", "a@b", "a<b>"})
    void aHostOfCharactersThatNoHostHasIsRefused(String host) {
        var answer = ofHost(host);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(json(answer.body()).path("code").asInt()).isEqualTo(Code.INVALID_ARGUMENT.number());
    }

    @ParameterizedTest
    @ValueSource(strings = {"|{}^\"<>[]`\\", "#", "a#b", "größe", "{\"a\":[1,2]}", "a=b=c", "???"})
    void aQueryMayHaveAnyCharacterButSpacesAndControls(String characters) {
        assertThat(raw().get(jobs.url() + "?x=" + characters).status()).isEqualTo(200);
    }

    @Test
    void anUnencodedQueryIsReadAsItIs() {
        jobs.create("""
                {"dataset": "d", "displayName": "größe|{1}"}""");
        jobs.create();
        var encoded = raw().get(jobs.url() + "?filter=displayName=%22gr%C3%B6%C3%9Fe%7C%7B1%7D%22");
        var plain = raw().get(jobs.url() + "?filter=displayName=\"größe|{1}\"");
        var mixed = raw().get(jobs.url() + "?filter=displayName=%22größe|%7B1}%22");
        assertThat(json(encoded.body()).path("totalSize").asInt()).isEqualTo(1);
        assertThat(plain.body()).isEqualTo(encoded.body());
        assertThat(mixed.body()).isEqualTo(encoded.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/|", "/{a}", "/^", "/<x>", "/\"", "/`", "/[]", "/ä", "/a#b", "/a%2Fb", "/a%5Cb"})
    void aPathMayHaveThemAsWellAndIsNoId(String id) {
        var answer = raw().get(jobs.url() + id);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer.body()).path("message").asString()).startsWith("invalid id ");
    }

    @Test
    void headersMayBeLong() {
        var token = "X-Token: " + "a".repeat(60 * KILOBYTE);
        assertThat(raw().call("GET", jobs.url(), List.of(token), new byte[0]).status())
                .isEqualTo(200);
        assertThat(raw().get(jobs.url() + "?x=" + "a".repeat(60 * KILOBYTE)).status())
                .isEqualTo(200);
        assertThat(raw().call("GET", jobs.url(), headers(900), new byte[0]).status())
                .isEqualTo(200);
    }

    @Test
    void headersThatAreTooLongAreRefusedForThat() {
        for (var answer : List.of(
                raw().call("GET", jobs.url(), List.of("X-Token: " + "a".repeat(70 * KILOBYTE)), new byte[0]),
                raw().get(jobs.url() + "?x=" + "a".repeat(70 * KILOBYTE)),
                raw().get("/v1/" + "a".repeat(70 * KILOBYTE)),
                raw().call("GET", jobs.url(), headers(1001), new byte[0]))) {
            assertThat(answer.status()).isEqualTo(431);
            assertThat(answer.headers()).containsKey("x-emulator-request-id");
            assertThat(json(answer.body()).path("code").asInt()).isEqualTo(Code.INVALID_ARGUMENT.number());
            assertThat(json(answer.body()).path("message").asString()).isEqualTo("request header is too large");
        }
    }

    @Test
    void aConnectionIsKeptHoweverManyRequestsItCarries() {
        var request = "GET " + jobs.url() + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer fw_test\r\n";
        var all = (request + "\r\n").repeat(250) + request + "Connection: close\r\n\r\n";
        assertThat(raw().exchange(bytes(all)).split("HTTP/1\\.1 200", -1)).hasSize(252);
    }

    @ParameterizedTest
    @CsvSource({"a, 456", "文, 46", "ä, 500"})
    void theNameOfAFileMayBeLong(String character, int times) {
        var name = character.repeat(times) + ".jsonl";
        upload(part("file", "filename=\"" + name + "\"", ROW))
                .then()
                .statusCode(200)
                .body("filename", equalTo(name));
    }

    @Test
    void theHeadersOfAPartMayBeLongButNotWithoutEnd() {
        var filler = "\r\nX-Filler: " + "a".repeat(60 * KILOBYTE);
        upload(part("file", "filename=\"a.jsonl\"" + filler, ROW)).then().statusCode(200);
        refused(
                upload(part("file", "filename=\"a.jsonl\"" + filler + filler, ROW)),
                Code.INVALID_ARGUMENT,
                "a part's headers must have at most 65536 bytes");
    }

    @Test
    void aFormMayHaveManyParts() {
        var file = part("file", "filename=\"a.jsonl\"", ROW);
        upload(fields(999) + file).then().statusCode(200);
        refused(upload(fields(1000) + file), Code.INVALID_ARGUMENT, "body must have at most 1000 parts");
    }

    @Test
    void aFormMayHaveLargeFields() {
        var file = part("file", "filename=\"a.jsonl\"", ROW);
        upload(part("note", "x=y", "a".repeat(9_000 * KILOBYTE)) + file).then().statusCode(200);
        refused(
                upload(part("note", "x=y", "a".repeat(11_000 * KILOBYTE)) + file),
                Code.INVALID_ARGUMENT,
                "the fields of a form must have at most 10 MB together");
    }

    @Test
    void parametersOfAnUploadsAddressDoNotCountAsParts() {
        var query = IntStream.range(0, 2000).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
        datasets.create("train", ROW);
        var file = part("file", "filename=\"a.jsonl\"", ROW);
        request()
                .contentType("multipart/form-data; boundary=b")
                .body(bytes(file + "--b--\r\n"))
                .post(datasets.url("train") + ":upload?" + query)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a.html", "a.exe", "a.tar.gz", "a;b=c.bat"})
    void noAnswerIsCalledAFile(String id) {
        var model = raw().get("/v1/accounts/fireworks/models/" + id);
        assertThat(model.status()).isBetween(400, 499);
        assertThat(model.headers()).doesNotContainKey("content-disposition");
        jobs.get(id).then().header("Content-Disposition", nullValue());
        control.put("/plans/" + id, "{\"state\": \"RUNNING\"}").then().header("Content-Disposition", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "fw_emulator:3473, X-A: b, http://fw_emulator:3473/",
        "fw_emulator, X-Forwarded-Proto: https, https://fw_emulator/",
        "fw_emulator:3473, X-Forwarded-Proto: https, https://fw_emulator:3473/",
        "fw_emulator:3473, X-Forwarded-Host: fw_proxy, http://fw_proxy/",
    })
    void signedAddressesLeadBackByTheSameName(String host, String header, String start) {
        datasets.create("train", ROW);
        var answer = raw().send(bytes("GET " + datasets.url("train") + ":getDownloadEndpoint HTTP/1.1\r\nHost: " + host
                + "\r\nAuthorization: Bearer fw_test\r\nConnection: close\r\n" + header + "\r\n\r\n"));
        assertThat(json(answer.body())
                        .path("filenameToSignedUrls")
                        .path("data.jsonl")
                        .asString())
                .startsWith(start);
    }

    private RawHttp.Answer ofHost(String host) {
        return raw().send(("GET /_emulator/health/liveness HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> headers(int number) {
        return IntStream.range(0, number).mapToObj(i -> "X-" + i + ": 1").toList();
    }

    private static String fields(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> part("n" + i, "x=y", "1"))
                .collect(Collectors.joining());
    }

    private static String part(String name, String rest, String content) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"; " + rest + "\r\n\r\n" + content + "\r\n";
    }

    private io.restassured.response.Response upload(String parts) {
        datasets.post("limits", Json.object("exampleCount", 3));
        return request()
                .contentType("multipart/form-data; boundary=b")
                .body(bytes(parts + "--b--\r\n"))
                .post(datasets.url("limits") + ":upload");
    }
}
