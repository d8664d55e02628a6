package dev.emulator.fireworks.web;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.RawHttp;
import dev.emulator.fireworks.story.Story;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No method and no header causes an internal error, at any path. */
class MethodAndHeaderTests extends Story {

    private static final String BODY = "{}";

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final Models models = new Models(api);
    private final ControlApi control = new ControlApi(api);

    private List<String> paths = List.of();

    @BeforeEach
    void addresses() {
        datasets.create("train", ROW);
        var signed = datasets.downloads("train").values().iterator().next();
        paths = List.of(
                "/",
                "/v1/accounts",
                "/v1/accounts/" + account,
                jobs.url(),
                jobs.url(jobs.create()),
                datasets.url("train"),
                datasets.url("train") + ":upload",
                datasets.url("train") + ":getUploadEndpoint",
                models.url() + "/none:prepare",
                "/v1/accounts/" + account + "/secrets",
                "/inference/v1/chat/completions",
                "/verifyApiKey",
                "/error",
                signed.substring(signed.indexOf("/_emulator")),
                "/_emulator/v1/storage/" + account + "/datasets/train/a",
                "/_emulator/health",
                "/_emulator/prometheus",
                "/_emulator/openapi.json",
                control.url("/clock"),
                control.url("/plans"),
                control.url("/requests:wait"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET",
                "HEAD",
                "POST",
                "PUT",
                "PATCH",
                "DELETE",
                "OPTIONS",
                "TRACE",
                "CONNECT",
                "PROPFIND",
                "QUERY",
                "M-SEARCH",
                "get",
                "PRI",
                "!",
                "A-VERY-LONG-METHOD-THAT-NOBODY-HAS-EVER-HEARD-OF"
            })
    void anyMethodIsAnswered(String method) {
        for (var path : paths) {
            assertAnswered(raw().call(method, path, List.of("Content-Length: 2"), bytes(BODY)), method, path);
            assertAnswered(raw().call(method, path, List.of(), new byte[0]), method, path);
            assertAnswered(
                    raw().call(
                                    method,
                                    path,
                                    List.of("Origin: https://evil.example", "Access-Control-Request-Method: POST"),
                                    new byte[0]),
                    method,
                    path);
        }
        for (var target : List.of("localhost:80", "http://localhost/v1/accounts", "http://", "nonsense", "//", "/%")) {
            assertAnswered(raw().call(method, target, List.of(), new byte[0]), method, target);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: ;;garbage/;q=x",
                "Accept: text/html",
                "Accept-Charset: no-such-charset",
                "Accept-Encoding: br;q=2, , gzip;;",
                "Accept-Language: x-y-z-1-2-3-4-5-6-7-8-9;q=abc, *",
                "Access-Control-Request-Method: POST",
                "Authorization: Bearer",
                "Authorization: Basic Og==",
                "Authorization: äöü",
                "Cache-Control: no-store",
                "Connection: upgrade",
                "Connection: ,;=",
                "Content-Disposition: attachment; filename=../x",
                "Content-Encoding: gzip",
                "Content-Language: ;",
                "Content-Location: ::",
                "Content-MD5: !",
                "Content-Range: bytes x-y/z",
                "Content-Type: ;;;",
                "Content-Type: multipart/form-data",
                "Content-Type: multipart/form-data; boundary=\"",
                "Content-Type: multipart/mixed; boundary=b",
                "Content-Type: application/x-www-form-urlencoded; charset=x-none",
                "Cookie: =;;$Version=x",
                "Date: yesterday",
                "Expect: nonsense",
                "Forwarded: for=;;host=\"",
                "Forwarded: host=a b;proto=::",
                "From: ",
                "Host: other",
                "HTTP2-Settings: x",
                "If-Match: \"",
                "If-Modified-Since: yesterday",
                "If-None-Match: *",
                "If-Range: ,",
                "If-Unmodified-Since: 0",
                "Keep-Alive: timeout=x",
                "Last-Event-ID: -1",
                "Max-Forwards: -1",
                "Origin: ",
                "Origin: null",
                "Origin: ://",
                "Range: bytes=0-0,1-1,2-",
                "Range: lines=1",
                "Referer: ::::",
                "Sec-Fetch-Site: ",
                "TE: trailers",
                "Trailer: X",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: ;",
                "Upgrade: h2c",
                "Upgrade: websocket",
                "User-Agent: ",
                "Via: ,",
                "X-Api-Key: ",
                "X-Emulator-Fault: {",
                "X-Emulator-Fault: nonsense",
                "X-Emulator-Plan: {\"stages\": [{}]}",
                "X-Emulator-Plan: nonsense",
                "X-Forwarded-For: not, an, address",
                "X-Forwarded-Host: a b:c",
                "X-Forwarded-Port: nonsense",
                "X-Forwarded-Prefix: //\\",
                "X-Forwarded-Proto: ::",
                "X-Forwarded-Ssl: on",
                "X-Goog-Content-Length-Range: a,b",
                "X-HTTP-Method-Override: DELETE"
            })
    void anyHeaderIsAnswered(String header) {
        for (var path : paths) {
            assertAnswered(raw().call("GET", path, List.of(header), new byte[0]), header, path);
            for (var method : List.of("POST", "PUT", "PATCH")) {
                assertAnswered(
                        raw().call(method, path, List.of("Content-Length: 2", header), bytes(BODY)), header, path);
            }
            assertAnswered(raw().call("OPTIONS", path, List.of(header), new byte[0]), header, path);
        }
    }

    private static void assertAnswered(RawHttp.Answer answer, String what, String path) {
        var told = what + " at " + path + ": " + answer;
        assertThat(answer.status()).as(told).matches(status -> status < 500 || status == 501);
        assertThat(answer.headers())
                .as(told)
                .containsKey("x-emulator-request-id")
                .doesNotContainKey("access-control-allow-origin");
    }
}
