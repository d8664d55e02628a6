package dev.emulator.fireworks.journal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Story;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A test author reads what the client did. */
class JournalTests extends Story {

    private String requests() {
        return control() + "/requests";
    }

    private JsonNode listed(String query) {
        return json(request().get(requests() + (query.isEmpty() ? "" : "?" + query)));
    }

    private static List<String> paths(JsonNode page) {
        return page.get("requests")
                .valueStream()
                .map(request -> request.get("method").asString() + " "
                        + request.get("path").asString() + " "
                        + request.get("status").asInt())
                .toList();
    }

    private JsonNode latest() {
        var all = listed("").get("requests");
        var number = all.get(all.size() - 1).get("number").asString();
        return json(request().get(requests() + "/" + number));
    }

    @Test
    void anAccountWithoutRequestsIsAnEmptyJournal() {
        var page = listed("");
        assertThat(page.get("requests")).isEmpty();
        assertThat(page.get("evicted").asString()).isEqualTo("0");
        assertThat(page.get("nextPageToken").asString()).isEmpty();
    }

    @Test
    void everyRequestIsNotedInItsOrder() {
        var id = aJob();
        request().get(job(id));
        request().get(job("no-such-job"));
        request().delete(job(id));
        assertThat(paths(listed("")))
                .containsExactly(
                        "POST " + jobs() + " 200",
                        "GET " + job(id) + " 200",
                        "GET " + job("no-such-job") + " 404",
                        "DELETE " + job(id) + " 200");
    }

    @Test
    void theEmulatorsOwnCallsAreNotNoted() {
        request().get(requests());
        request().get("/_emulator/health");
        assertThat(listed("").get("requests")).isEmpty();
    }

    @Test
    void twoAccountsDoNotSeeEachOthersRequests() {
        request().get(jobs());
        var other = json(request().get("/_emulator/v1/accounts/other-" + account + "/requests"));
        assertThat(other.get("requests")).isEmpty();
        var number = listed("").get("requests").get(0).get("number").asString();
        request()
                .get("/_emulator/v1/accounts/other-" + account + "/requests/" + number)
                .then()
                .statusCode(404);
    }

    @Test
    void aRequestIsToldWithItsHeadersAndBodies() {
        var body = "{\"dataset\": \"accounts/%s/datasets/train\", \"baseModel\": \"%s\"}".formatted(account, QWEN);
        var answer = request(body).header("User-Agent", "my-client/1.0").post(jobs() + "?readMask=name");
        var noted = latest();
        assertThat(noted.get("operation").asString()).isEqualTo("CreateSupervisedFineTuningJob");
        assertThat(noted.get("query").asString()).isEqualTo("readMask=name");
        assertThat(noted.get("userAgent").asString()).isEqualTo("my-client/1.0");
        assertThat(noted.get("requestId").asString()).isEqualTo(answer.header("X-Emulator-Request-Id"));
        assertThat(noted.get("time").asString()).isEqualTo(time.now().toString());
        assertThat(noted.get("clientAddress").asString()).isNotEmpty();
        assertThat(noted.at("/request/body").asString()).isEqualTo(body);
        assertThat(noted.at("/request/size").asString()).isEqualTo(Integer.toString(body.length()));
        assertThat(noted.at("/request/truncated").asBoolean()).isFalse();
        assertThat(noted.at("/answer/body").asString().replaceAll("Signature=[*]{3}[0-9a-f]{4}", ""))
                .isEqualTo(answer.asString().replaceAll("Signature=[0-9a-f]{64}", ""));
        assertThat(noted.at("/answer/headers").toString())
                .contains("{\"name\":\"Content-Type\",\"value\":\"application/json\"}");
    }

    @Test
    void aRequestThatIsRefusedBeforeItsBodyIsReadIsNotedWithTheBody() {
        var body = "{\"displayName\": \"unheard\"}";
        given().port(port)
                .body(body)
                .contentType("application/json")
                .post(jobs())
                .then()
                .statusCode(401);
        assertThat(latest().at("/request/body").asString()).isEqualTo(body);
    }

    @Test
    void whatIsNotTextIsToldInBase64() {
        var bytes = new byte[] {1, (byte) 0xff, 0, 7};
        request().body(bytes).post(jobs()).then().statusCode(400);
        var content = latest().get("request");
        assertThat(content.get("base64").asBoolean()).isTrue();
        assertThat(Base64.getDecoder().decode(content.get("body").asString())).isEqualTo(bytes);
    }

    @Test
    void aLongBodyIsCutOffAndSaysSo() {
        var body = "{\"displayName\": \"" + "é".repeat(40_000) + "\"}";
        request(body).post(jobs());
        var content = latest().get("request");
        assertThat(content.get("truncated").asBoolean()).isTrue();
        assertThat(content.get("size").asString())
                .isEqualTo(Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
        assertThat(content.get("base64").asBoolean()).isFalse();
        assertThat(body).startsWith(content.get("body").asString());
        assertThat(content.get("body").asString().getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(32 * 1024 - 1, 32 * 1024);
    }

    @Test
    void aFileGoesByWithoutBeingKept() {
        var content = ROW.repeat(50_000);
        request("{\"datasetId\": \"large\", \"dataset\": {\"exampleCount\": 3}}")
                .post(datasets());
        var address =
                announce(dataset("large"), Map.of("data.jsonl", bytes(content))).get("data.jsonl");
        Storage.put(address, bytes(content)).then().statusCode(200);
        var put = latest();
        assertThat(put.get("operation").asString()).isEqualTo("PutObject");
        assertThat(put.at("/request/size").asString()).isEqualTo(Integer.toString(content.length()));
        assertThat(put.at("/request/truncated").asBoolean()).isTrue();
        assertThat(put.at("/request/body").asString()).hasSize(32 * 1024);
        assertThat(put.get("query").asString())
                .contains("X-Goog-Signature=***")
                .doesNotContain(address.substring(address.indexOf("X-Goog-Signature=") + 17));
    }

    @Test
    void aCallThatNamesNoAccountIsInTheCallersOwn() {
        var before = json(request().get("/_emulator/v1/accounts/local/requests"))
                .get("cursor")
                .asString();
        request().get("/verifyApiKey").then().statusCode(200);
        var after = json(request().get("/_emulator/v1/accounts/local/requests?path=/verifyApiKey&after=" + before));
        assertThat(after.get("requests")).isNotEmpty();
    }

    @Test
    void requestsAreFoundByWhatTheyWere() {
        var id = aJob();
        request().header("User-Agent", "poller/2").get(job(id));
        request().get(job("missing"));
        request().get(jobs());
        assertThat(paths(listed("method=GET"))).hasSize(3);
        assertThat(paths(listed("operation=GetSupervisedFineTuningJob"))).hasSize(2);
        assertThat(paths(listed("operation=*SupervisedFineTuningJob*"))).hasSize(4);
        assertThat(paths(listed("path=*/missing"))).containsExactly("GET " + job("missing") + " 404");
        assertThat(paths(listed("status=404"))).hasSize(1);
        assertThat(paths(listed("status=2xx"))).hasSize(3);
        assertThat(paths(listed("userAgent=poller/*"))).hasSize(1);
        assertThat(paths(listed("fault=*"))).isEmpty();
    }

    @Test
    void requestsAreFoundByTheAccountsTime() {
        request().get(job("first"));
        time.passes(Duration.ofSeconds(10));
        var between = time.now();
        request().get(job("second"));
        assertThat(paths(listed("since=" + between))).containsExactly("GET " + job("second") + " 404");
        assertThat(paths(listed("until=" + between))).containsExactly("GET " + job("first") + " 404");
    }

    @Test
    void onlyWhatCameAfterACursorIsAskedFor() {
        request().get(job("before"));
        var cursor = listed("").get("cursor").asString();
        request().get(job("after"));
        assertThat(paths(listed("after=" + cursor))).containsExactly("GET " + job("after") + " 404");
    }

    @Test
    void aWalkOverPagesSeesEveryRequestOnce() {
        for (var i = 0; i < 7; i++) {
            request().get(job("job-" + i));
        }
        var first = listed("pageSize=3&status=404");
        var second = listed(
                "pageSize=3&status=404&pageToken=" + first.get("nextPageToken").asString());
        var third = listed(
                "pageSize=3&status=404&pageToken=" + second.get("nextPageToken").asString());
        assertThat(paths(first)).hasSize(3);
        assertThat(paths(second)).hasSize(3);
        assertThat(paths(third)).containsExactly("GET " + job("job-6") + " 404");
        assertThat(third.get("nextPageToken").asString()).isEmpty();
        refused(
                request()
                        .get(requests() + "?pageToken="
                                + first.get("nextPageToken").asString()),
                Code.INVALID_ARGUMENT,
                "invalid page token");
    }

    @Test
    void aQuestionThatNoRequestCanEverFitIsRefused() {
        refused(
                request().get(requests() + "?status=abc"),
                Code.INVALID_ARGUMENT,
                "status: \"abc\" is neither a status nor a class such as 4xx");
        refused(
                request().get(requests() + "?operation=GetFineTuningJob"),
                Code.INVALID_ARGUMENT,
                "operation: the vendor's API has no \"GetFineTuningJob\"");
        refused(
                request().get(requests() + "?since=yesterday"),
                Code.INVALID_ARGUMENT,
                "since: \"yesterday\" is no time such as 2026-10-10T16:10:52Z");
        var tooLate = request().get(requests() + "?after=999999999");
        assertThat(tooLate.statusCode()).isEqualTo(400);
        assertThat(tooLate.<String>path("message")).startsWith("after: 999999999 is no cursor of this emulator");
        refused(request().get(requests() + "?after=x"), Code.INVALID_ARGUMENT, "after: \"x\" is no number");
    }

    @Test
    void aJournalThatIsClearedIsEmpty() {
        request().get(job("gone"));
        request().delete(requests()).then().statusCode(200);
        assertThat(listed("").get("requests")).isEmpty();
        request().get(job("new"));
        assertThat(paths(listed(""))).hasSize(1);
    }

    @Test
    void requestsAreCounted() {
        request().get(job("a"));
        request().get(job("b"));
        var count = json(request("{\"match\": {\"operation\": \"GetSupervisedFineTuningJob\"}}")
                .post(requests() + ":count"));
        assertThat(count.get("count").asString()).isEqualTo("2");
        assertThat(count.get("certain").asBoolean()).isTrue();
    }

    @Test
    void requestsAreFoundByHeadersAndBodies() {
        request("{\"displayName\": \"red\"}").header("X-Colour", "red").post(jobs());
        request("{\"displayName\": \"blue\"}").header("X-Colour", "blue").post(jobs());
        assertThat(counted("\"bodyContains\": \"blue\"")).isEqualTo("1");
        assertThat(counted("\"headers\": {\"x-colour\": \"r*\"}")).isEqualTo("1");
        assertThat(counted("\"headers\": {\"x-colour\": \"*\", \"Authorization\": \"Bearer *\"}"))
                .isEqualTo("2");
        assertThat(counted("\"headers\": {\"Authorization\": \"Bearer fw_*\"}")).isEqualTo("0");
    }

    private String counted(String match) {
        return json(request("{\"match\": {" + match + "}}").post(requests() + ":count"))
                .get("count")
                .asString();
    }

    @Test
    void howOftenSomethingWasAskedIsVerified() {
        request().get(job("a"));
        request().get(job("a"));
        assertThat(verdict("\"exactly\": 2")).isEqualTo("PASS");
        assertThat(verdict("\"exactly\": 0")).isEqualTo("FAIL");
        assertThat(verdict("\"atLeast\": 3")).isEqualTo("FAIL");
        assertThat(verdict("\"atLeast\": 1, \"atMost\": 2")).isEqualTo("PASS");
        assertThat(verdict("\"atMost\": 1")).isEqualTo("FAIL");
        var answer = json(request("{\"exactly\": 5}").post(requests() + ":verify"));
        assertThat(answer.get("message").asString()).isEqualTo("exactly 5 expected, 2 found");
        refused(
                request("{}").post(requests() + ":verify"),
                Code.INVALID_ARGUMENT,
                "one of atLeast, atMost and exactly is required");
    }

    private String verdict(String bounds) {
        return json(request("{\"match\": {\"path\": \"*/a\"}, " + bounds + "}").post(requests() + ":verify"))
                .get("verdict")
                .asString();
    }

    @Test
    void aWaitEndsWhenTheRequestComes() {
        var answers = AtOnce.times(
                2,
                2,
                i -> i == 0
                        ? request("{\"match\": {\"path\": \"*/awaited\"}, \"count\": 2, \"timeout\": \"60s\"}")
                                .post(requests() + ":wait")
                                .asString()
                        : twoRequests());
        assertThat(json(answers.get(0)).get("satisfied").asBoolean()).isTrue();
        assertThat(json(answers.get(0)).get("count").asString()).isEqualTo("2");
    }

    private String twoRequests() {
        request().get(job("awaited"));
        return request().get(job("awaited")).asString();
    }

    @Test
    void aWaitForWhatDoesNotComeEndsWithTheTime() {
        request().get(job("only"));
        var answer = json(request("{\"count\": 2, \"timeout\": \"0.05s\"}").post(requests() + ":wait"));
        assertThat(answer.get("satisfied").asBoolean()).isFalse();
        assertThat(answer.get("count").asString()).isEqualTo("1");
        refused(
                request("{\"timeout\": \"61s\"}").post(requests() + ":wait"),
                Code.INVALID_ARGUMENT,
                "timeout must be at most 60s");
    }

    @Test
    void aClientThatGoesAwayInTheMiddleIsNoted() throws IOException {
        var half = "POST " + jobs() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer fw_test\r\n"
                + "Content-Length: 100\r\n\r\n{\"displayName\": ";
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(bytes(half));
        }
        var wait = json(request("{\"timeout\": \"30s\"}").post(requests() + ":wait"));
        assertThat(wait.get("satisfied").asBoolean()).isTrue();
        var noted = latest();
        assertThat(noted.at("/request/size").asString()).isEqualTo("100");
        assertThat(noted.at("/request/truncated").asBoolean()).isTrue();
    }

    @Test
    void whoeverHasAnAnswerFindsItInTheJournal() {
        var client = new Client(port, account);
        for (var i = 1; i <= 100; i++) {
            var path = i % 2 == 0 ? job("missing") : jobs();
            client.send("GET", path, "");
            assertThat(client.send("GET", requests() + "?status=" + (i % 2 == 0 ? 404 : 200), "")
                            .json()
                            .get("requests"))
                    .hasSize((i + 1) / 2);
        }
    }
}
