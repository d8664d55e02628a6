package dev.emulator.fireworks.web;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.RawHttp;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.http.Method;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bad request gets an error in the format of the API, and no internal error. */
@Verified(INFERRED)
class RouteTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/nope",
                "/v1/accounts/a/nope",
                "/v2/accounts",
                "/favicon.ico",
                "/error",
                "/_emulator/nope"
            })
    void anUnknownRouteIsNotFound(String path) {
        refused(request().get(path), Code.NOT_FOUND, "Not Found");
        refused(request("{}").post(path), Code.NOT_FOUND, "Not Found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b; c=d", "$Version=1; x", "JSESSIONID=0", ";=;=\u0001"})
    void cookiesChangeNothing(String cookies) {
        request()
                .header("Cookie", cookies)
                .get(jobs.url())
                .then()
                .statusCode(200)
                .header("Set-Cookie", nullValue());
    }

    @Test
    void aTrailingSlashIsAnotherRoute() {
        refused(request().get(jobs.url() + "/"), Code.NOT_FOUND, "Not Found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /v1/accounts/{a}/secrets       | CreateSecret (POST /v1/accounts/{account_id}/secrets) is not emulated yet",
                "GET    | /v1/accounts/{a}/secrets/s     | GetSecret (GET /v1/accounts/{account_id}/secrets/{secret_id}) is not emulated yet",
                "DELETE | /v1/accounts/{a}/secrets/s     | DeleteSecret (DELETE /v1/accounts/{account_id}/secrets/{secret_id}) is not emulated yet",
            })
    void aCallThatIsNotEmulatedYetIsNamed(Method method, String path, String message) {
        refused(request().request(method, path.replace("{a}", account)), Code.UNIMPLEMENTED, message);
    }

    @ParameterizedTest
    @CsvSource({"PUT, ''", "PATCH, ''", "DELETE, ''", "PUT, /x", "PATCH, /x", "POST, /x", "GET, :estimateCost"})
    void aMethodThatARouteDoesNotHaveIsNotAllowed(Method method, String rest) {
        refused(request().request(method, jobs.url() + rest), Code.UNIMPLEMENTED, "Method Not Allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "TRACE", "PROPFIND", "get"})
    void methodsThatTheApiDoesNotUseAreNotAllowed(String method) {
        assertRefused(raw().call(method, jobs.url(), List.of(), new byte[0]), 501, 12);
    }

    @Test
    void aHeadIsNotAllowedAndHasNoBody() {
        request()
                .head(jobs.url())
                .then()
                .statusCode(501)
                .header("X-Emulator-Request-Id", not(emptyOrNullString()))
                .body(emptyOrNullString());
    }

    @Test
    @Verified(OBSERVED)
    void anUnknownVerbIsReadAsPartOfTheId() {
        var rule = ": must be 1-63 characters of a-z, 0-9 and -, without a hyphen at either end";
        refused(jobs.get("x:preview"), Code.INVALID_ARGUMENT, "invalid id \"x:preview\"" + rule);
        refused(jobs.get("x:cancel"), Code.INVALID_ARGUMENT, "invalid id \"x:cancel\"" + rule);
        refused(request("{}").post(jobs.url("x:preview")), Code.UNIMPLEMENTED, "Method Not Allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pageSize=x           | parsing field \"page_size\": strconv.ParseInt: parsing \"x\": invalid syntax",
                "page_size=1.5        | parsing field \"page_size\": strconv.ParseInt: parsing \"1.5\": invalid syntax",
                "pageSize=            | parsing field \"page_size\": strconv.ParseInt: parsing \"\": invalid syntax",
                "pageSize=99999999999 | parsing field \"page_size\": strconv.ParseInt: parsing \"99999999999\": value out of range",
                "pageSize=-1          | page_size must not be negative",
                "pageToken=x          | invalid page token",
                "filter=state=        | invalid filter: syntax error at position 7: unexpected end",
                "orderBy=nope         | invalid order_by: unknown field \"nope\"",
                "readMask=nope        | invalid field mask: unknown field \"nope\"",
                "pageSize=1&pageSize=2 | too many values for field \"page_size\": 1, 2",
                "pageSize=1&page_size=2 | too many values for field \"page_size\": 1, 2",
                "readMask=name&readMask=state | too many values for field \"read_mask\": name, state",
                "pageSize=%zz         | invalid URL escape \"%zz\"",
                "pageSize=1%          | invalid URL escape \"%\"",
                "nope=%a              | invalid URL escape \"%a\"",
            })
    void aBadQueryIsRefused(String query, String message) {
        var answer = raw().get(jobs.url() + "?" + query);
        assertRefused(answer, 400, 3);
        assertThat(json(answer.body()).path("message").asString()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?nope=1", "?nope=1&nope=2", "?nope", "?&&", "?", "?=", "?filter=&orderBy=&pageToken=&readMask="
            })
    void whatAQueryHasTooMuchIsIgnored(String query) {
        assertThat(raw().get(jobs.url() + query).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%2Fb",
                "/a%00b",
                "/%",
                "/%zz",
                "/%ff",
                "/a%5Cb",
                "/%C0%80",
                "/..%2f..%2fx",
                "/%F0%9F%98%80",
                "/a%20b",
                "/a%0Ab",
                "/%3Acancel",
            })
    void anOddCharacterInAnIdIsTheClientsMistake(String id) {
        for (var answer :
                List.of(raw().get(jobs.url() + id), raw().get("/v1/accounts" + id + "/supervisedFineTuningJobs"))) {
            assertThat(answer.status()).isBetween(400, 499);
            assertRefused(answer, answer.status(), answer.status() == 404 ? 5 : 3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "GET\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /v1/accounts HTTP/1.1\r\n\r\n",
                "GET /v1/accounts HTTP/1.1\r\nHost: x y\r\n\r\n",
                "GET /v1/a\u0001b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/accounts HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
                "POST /v1/accounts HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST /v1/accounts HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "GET /v1/accounts HTTP/1.1\r\nHost: x\r\nBad Header: x\r\n: y\r\n\r\n",
            })
    void whatIsNotHttpIsRefusedInTheSameShape(String bytes) {
        var answer = raw().send(bytes.getBytes(StandardCharsets.ISO_8859_1));
        // Of a line without a version, or a header without a name, Tomcat makes what it can.
        if (answer.status() != 401) {
            assertRefused(answer, 400, 3);
        }
    }

    @Test
    void aBodyInBrokenChunksIsRefusedInTheSameShape() {
        var answer = raw().call(
                        "POST",
                        jobs.url(),
                        List.of("Transfer-Encoding: chunked"),
                        "zz\r\n{}\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        assertRefused(answer, 400, 3);
    }

    @Test
    void everyAnswerHasANumberOfItsOwn() {
        var ids = new HashSet<String>();
        for (var path :
                List.of(jobs.url(), jobs.url(), "/nope", jobs.url("nope"), "/verifyApiKey", "/_emulator/health")) {
            ids.add(request().get(path).header("X-Emulator-Request-Id"));
        }
        ids.add(raw().call("TRACE", "/", List.of(), new byte[0]).headers().get("x-emulator-request-id"));
        ids.add(raw().get("/%").headers().get("x-emulator-request-id"));
        assertThat(ids).hasSize(8).doesNotContainNull();
    }

    @Test
    void whatIsRefusedIsNotSpokenInTheClientsLanguage() {
        var body = """
                {"dataset": "d", "hiddenStatesGenConfig": {"maxTokens": -1, "maxWorkers": -1},
                 "lrScheduler": {"linear": {"decayRatio": 5, "minLrRatio": -1}}}""";
        refused(
                        request(body).header("Accept-Language", "de").post(jobs.url()),
                        Code.INVALID_ARGUMENT,
                        "max_tokens must not be negative")
                .body(
                        "details[0].fieldViolations.description",
                        equalTo(List.of(
                                "max_tokens must not be negative",
                                "max_workers must not be negative",
                                "decay_ratio must be between 0 and 1",
                                "min_lr_ratio must be between 0 and 1")))
                .body("details[0].fieldViolations[0].field", startsWith("hidden_states_gen_config."));
    }

    private static void assertRefused(RawHttp.Answer answer, int status, int code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/json")
                .containsKey("x-emulator-request-id");
        var body = json(answer.body());
        assertThat(body.path("code").asInt()).isEqualTo(code);
        assertThat(body.propertyNames()).containsExactlyInAnyOrder("code", "message", "details");
    }
}
