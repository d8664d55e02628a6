package dev.emulator.fireworks.faults;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.events.Event;
import dev.emulator.fireworks.events.Events;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What faults do to a call. */
class FaultEffectTests extends FaultStory {

    @Autowired
    private Events events;

    @Test
    void anErrorHasTheShapeOfEveryRefusal() {
        aFault("""
                {"error": {"code": "RESOURCE_EXHAUSTED", "message": "no more", "reason": "QUOTA", "retryAfter": "2s"}}""");

        var answer = request().get(jobs());

        refused(answer, Code.RESOURCE_EXHAUSTED, "no more")
                .header("Retry-After", "2")
                .header("retry-after-ms", nullValue())
                .body("details", hasSize(1))
                .body("details[0].'@type'", equalTo("type.googleapis.com/google.rpc.ErrorInfo"))
                .body("details[0].reason", equalTo("QUOTA"))
                .body("details[0].metadata", anEmptyMap());
    }

    @Test
    void aStatusThatNoCodeStandsForIsAnswered() {
        aFault("{\"error\": {\"code\": \"FAILED_PRECONDITION\", \"httpStatus\": 412, \"message\": \"suspended\"}}");

        request().get(jobs()).then().statusCode(412).body("code", equalTo(9));
    }

    @Test
    void aWaitThatIsNoWholeSecondIsToldToTheMillisecond() {
        aFault("{\"error\": {\"preset\": \"RATE_LIMITED\", \"retryAfter\": \"PT1.5S\"}}");

        request().get(jobs()).then().statusCode(429).header("Retry-After", "2").header("retry-after-ms", "1500");
    }

    @Test
    void theEdgeSpeaksAnotherDialect() {
        aFault("{\"error\": {\"code\": \"PERMISSION_DENIED\", \"message\": \"no\", \"shape\": \"EDGE\"}}");

        var answer = request().get(jobs());

        answer.then()
                .statusCode(403)
                .body("error.message", equalTo("no"))
                .body("error.param", nullValue())
                .body("error.code", equalTo("FORBIDDEN"))
                .body("error.type", equalTo("error"))
                .body("request_id", equalTo(answer.header("X-Emulator-Request-Id")));
    }

    @Test
    void everyReadyMadeErrorIsAnsweredAsItIsListed() {
        var presets = json(request().get("/_emulator/v1/faultPresets")).path("faultPresets");
        assertThat(presets.size()).isGreaterThanOrEqualTo(12);
        for (var preset : presets) {
            var id = aFault("{\"error\": {\"preset\": \"%s\"}}"
                    .formatted(preset.path("preset").asString()));
            var answer = request().get(jobs());
            var requestId = answer.header("X-Emulator-Request-Id");

            assertThat(answer.statusCode()).isEqualTo(preset.path("httpStatus").asInt());
            assertThat(answer.asString().replace(requestId, ""))
                    .isEqualTo(preset.path("body").asString());
            assertThat(answer.header("Retry-After") == null)
                    .isEqualTo(preset.path("retryAfter").asString().isEmpty());
            request().delete(control() + "/faults/" + id).then().statusCode(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, 429, 8",
        "RATE_LIMITED_WITHOUT_RETRY_AFTER, 429, 8",
        "QUOTA_EXCEEDED, 429, 8",
        "TIER_REQUIRED, 403, 7",
        "PAYMENT_REQUIRED, 400, 9",
        "ACCOUNT_SUSPENDED, 412, 9",
        "NO_PERMISSION, 403, 7",
        "RESOURCE_NOT_FOUND, 404, 5",
        "INTERNAL, 500, 13",
        "UNAVAILABLE, 503, 14",
        "DEADLINE_EXCEEDED, 504, 4",
        "CONFLICT, 409, 10"
    })
    void readyMadeErrorsHaveTheServicesStatusAndCode(String preset, int status, int code) {
        aFault("{\"error\": {\"preset\": \"%s\"}}".formatted(preset));

        request()
                .get(jobs())
                .then()
                .statusCode(status)
                .body("code", equalTo(code))
                .body("details", hasSize(0));
    }

    @Test
    void theMessageOfAMissingTierIsJsonItself() {
        aFault("{\"error\": {\"preset\": \"TIER_REQUIRED\"}}");

        var message = request().get(jobs()).then().statusCode(403).extract().<String>path("message");

        assertThat(json(message).path("error").asString()).isEqualTo("tier_required");
    }

    @Test
    void anErrorIsAnsweredInsteadOfTheCall() {
        aFault("{\"match\": {\"method\": \"POST\"}, \"error\": {\"preset\": \"INTERNAL\"}}");

        request("{\"dataset\": \"train\", \"baseModel\": \"%s\"}".formatted(QWEN))
                .post(jobs())
                .then()
                .statusCode(500);
        request().get(jobs()).then().body("totalSize", equalTo(0));
    }

    @Test
    void aDelayIsRealTime() {
        aFault("{\"delay\": {\"fixed\": \"0.3s\"}}");

        var before = System.nanoTime();
        request().get(jobs()).then().statusCode(200);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aDelayMayBeDrawn() {
        aFault(
                "{\"delay\": {\"uniform\": {\"min\": \"0.2s\", \"max\": \"0.3s\"}}, \"error\": {\"preset\": \"INTERNAL\"}}");
        aFault("{\"delay\": {\"logNormal\": {\"median\": \"0.001s\", \"sigma\": 0.5}}}");

        var before = System.nanoTime();
        request().get(jobs()).then().statusCode(500);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aResetConnectionIsSeenAsOneAndTheCallIsNotCarriedOut() {
        var id = aFault("{\"breakage\": \"CONNECTION_RESET\"}");

        assertThatThrownBy(this::createRaw).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        assertThat(fired(id)).isEqualTo(1);
        request().delete(control() + "/faults/" + id);
        request().get(jobs()).then().body("totalSize", equalTo(0));
    }

    @Test
    void anEmptyAnswerIsTheEndOfTheConnection() throws IOException {
        var id = aFault("{\"breakage\": \"EMPTY_ANSWER\"}");

        assertThat(createRaw()).isEmpty();
        request().delete(control() + "/faults/" + id);
        request().get(jobs()).then().body("totalSize", equalTo(0));
    }

    @Test
    void aCallWhoseAnswerIsLostIsCarriedOut() {
        var id = aFault("{\"match\": {\"method\": \"POST\"}, \"breakage\": \"LOST_ANSWER\"}");

        assertThatThrownBy(this::createRaw).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        assertThat(fired(id)).isEqualTo(1);
        request().get(jobs()).then().body("totalSize", equalTo(1));
    }

    @Test
    void halfABodyEndsInTheMiddle() {
        aJob();
        var whole = raw().get(jobs()).body();
        aFault("{\"breakage\": \"HALF_BODY\"}");

        var answer = raw().get(jobs());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-length", Integer.toString(whole.length()));
        assertThat(answer.body()).isEqualTo(whole.substring(0, whole.length() / 2));
    }

    @Test
    void garbageIsAnsweredWithWhatIsDone() {
        aFault("{\"match\": {\"method\": \"POST\"}, \"breakage\": \"GARBAGE\"}");

        var answer = request("{\"dataset\": \"train\", \"baseModel\": \"%s\"}".formatted(QWEN))
                .post(jobs());

        answer.then().statusCode(200).contentType("application/json");
        assertThatThrownBy(() -> json(answer.asString())).hasMessageContaining("Unexpected character");
        request().get(jobs()).then().body("totalSize", equalTo(1));
    }

    @Test
    void aWrongContentTypeLeavesTheBodyAsItIs() {
        aJob();
        var whole = raw().get(jobs()).body();
        aFault("{\"breakage\": \"WRONG_CONTENT_TYPE\"}");

        var answer = raw().get(jobs());

        assertThat(answer.headers().get("content-type")).startsWith("text/html");
        assertThat(answer.body()).isEqualTo(whole);
    }

    @Test
    void aDuplicatedPageHasEveryItemTwice() {
        var one = aJob();
        var other = aJob();
        aFault("{\"breakage\": \"DUPLICATED_PAGE\"}");

        request().get(job(one)).then().statusCode(200).header("X-Emulator-Fault", nullValue());
        assertThat(ids("")).containsExactlyInAnyOrder(one, one, other, other);
    }

    @Test
    void aDroppedPageLeadsToTheNextOne() {
        var one = aJob();
        aJob();
        aFault("{\"when\": {\"first\": 1}, \"breakage\": \"DROPPED_PAGE\"}");

        var page = json(request().get(jobs() + "?pageSize=1"));

        assertThat(page.path("supervisedFineTuningJobs").size()).isZero();
        assertThat(ids("?pageSize=1&pageToken=" + page.path("nextPageToken").asString()))
                .containsExactly(one);
    }

    @Test
    void anExpiredPageTokenIsRefusedLikeOneThatWasNeverGood() {
        aJob();
        aJob();
        var id = aFault("{\"when\": {\"first\": 1}, \"breakage\": \"EXPIRED_PAGE_TOKEN\"}");

        var token = json(request().get(jobs() + "?pageSize=1"))
                .path("nextPageToken")
                .asString();
        var later = jobs() + "?pageSize=1&page_token=" + token;

        assertThat(matched(id)).isZero();
        var never = request().get(jobs() + "?pageToken=never").asString();
        assertThat(json(never)).isEqualTo(json(refusedAs(later, "invalid page token")));
    }

    private String refusedAs(String target, String message) {
        var id = aFault("{\"when\": {\"first\": 1}, \"breakage\": \"EXPIRED_PAGE_TOKEN\"}");
        var answer = request().get(target);
        refused(answer, Code.INVALID_ARGUMENT, message);
        assertThat(fired(id)).isEqualTo(1);
        request().get(target).then().statusCode(200);
        return answer.asString();
    }

    @Test
    void aDripComesPieceByPiece() throws IOException {
        aJob();
        var whole = raw().get(jobs()).body();
        aFault("{\"drip\": {\"over\": \"0.4s\", \"chunks\": 3}}");

        var before = System.nanoTime();
        var answer = raw().get(jobs());

        assertThat(answer.body()).isEqualTo(whole);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void whatIsNewIsNeitherFoundNorListedForAWhile() {
        var old = aJob();
        time.passes(Duration.ofSeconds(10));
        var young = aJob();
        aFault("{\"stale\": {\"lag\": \"5s\"}}");

        refused(request().get(job(young)), Code.NOT_FOUND, "resource not found");
        request().get(job(old)).then().statusCode(200);
        assertThat(ids("")).containsExactly(old);
        request().get(jobs()).then().body("totalSize", equalTo(1));

        time.passes(Duration.ofSeconds(5));
        request().get(job(young)).then().statusCode(200);
        assertThat(ids("")).containsExactlyInAnyOrder(old, young);
    }

    @Test
    void aFileThatIsLargerThanWhatIsKeptInMemoryBreaksToo() {
        var content = ROW.repeat(20_000);
        aDataset("train", content);
        aFault("{\"match\": {\"operation\": \"GetObject\"}, \"breakage\": \"HALF_BODY\"}");

        var address = downloads(dataset("train")).get("data.jsonl");
        var answer = raw().get(address.substring(address.indexOf("/_emulator")));

        assertThat(answer.headers()).containsEntry("content-length", Integer.toString(content.length()));
        assertThat(answer.body()).isEqualTo(content.substring(0, content.length() / 2));
    }

    @Test
    void signedAddressesBreakToo() {
        aDataset("train", ROW);
        aFault("{\"match\": {\"operation\": \"GetObject\"}, \"error\": {\"preset\": \"UNAVAILABLE\"}}");

        var address = downloads(dataset("train")).get("data.jsonl");

        given().urlEncodingEnabled(false).get(address).then().statusCode(503);
    }

    @Test
    void whoeverListensHearsOfAFault() throws InterruptedException {
        var id = aFault("{\"error\": {\"preset\": \"INTERNAL\"}}");
        try (var listener = events.listen(event -> event.account().equals(account), 10)) {
            request().get(jobs());

            var event = listener.next(Duration.ofSeconds(10)).orElseThrow();
            assertThat(event.type()).isEqualTo(Event.Type.FAULT);
            assertThat(event.resource()).isEqualTo("accounts/" + account + "/faults/" + id);
            assertThat(event.detail())
                    .containsEntry("operation", "ListSupervisedFineTuningJobs")
                    .containsEntry("effect", "error");
        }
    }

    private List<String> ids(String query) {
        var ids = new ArrayList<String>();
        json(request().get(jobs() + query)).path("supervisedFineTuningJobs").forEach(job -> {
            var name = job.path("name").asString();
            ids.add(name.substring(name.lastIndexOf('/') + 1));
        });
        return ids;
    }

    /** Makes a job and tells the bytes that come back, whatever they are. */
    private byte[] createRaw() throws IOException {
        var body = "{\"dataset\": \"train\", \"baseModel\": \"%s\"}".formatted(QWEN);
        var head =
                "POST " + jobs() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer fw_test\r\nContent-Length: "
                        + body.length() + "\r\n\r\n";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(bytes(head + body));
            return socket.getInputStream().readAllBytes();
        }
    }
}
