package dev.emulator.fireworks.journal;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Storage;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The content of the journal. */
@AlsoOnPostgresql
class JournalTests extends JournalStory {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);

    @Test
    void anAccountWithoutRequestsIsAnEmptyJournal() {
        var page = listed("");
        assertThat(page.get("requests")).isEmpty();
        assertThat(page.get("evicted").asString()).isEqualTo("0");
        assertThat(page.get("nextPageToken").asString()).isEmpty();
    }

    @Test
    void everyRequestIsNotedInItsOrder() {
        var id = jobs.create();
        jobs.get(id);
        jobs.get("no-such-job");
        jobs.delete(id);
        assertThat(paths(listed("")))
                .containsExactly(
                        "POST " + jobs.url() + " 200",
                        "GET " + jobs.url(id) + " 200",
                        "GET " + jobs.url("no-such-job") + " 404",
                        "DELETE " + jobs.url(id) + " 200");
    }

    @Test
    void theEmulatorsOwnCallsAreNotNoted() {
        request().get(requests());
        request().get("/_emulator/health");
        assertThat(listed("").get("requests")).isEmpty();
    }

    @Test
    void twoAccountsDoNotSeeEachOthersRequests() {
        jobs.list();
        var other = json(request().get("/_emulator/v1/accounts/other-" + account + "/requests"));
        assertThat(other.get("requests")).isEmpty();
        var number = listed("").get("requests").get(0).get("number").asString();
        request()
                .get("/_emulator/v1/accounts/other-" + account + "/requests/" + number)
                .then()
                .statusCode(404);
    }

    @Test
    void aRequestHasItsHeadersAndBodies() {
        var body = jobs.smallest().toString();
        var answer = request(body).header("User-Agent", "my-client/1.0").post(jobs.url() + "?readMask=name");
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
                .post(jobs.url())
                .then()
                .statusCode(401);
        assertThat(latest().at("/request/body").asString()).isEqualTo(body);
    }

    @Test
    void binaryBodiesAreInBase64() {
        var bytes = new byte[] {1, (byte) 0xff, 0, 7};
        request().body(bytes).post(jobs.url()).then().statusCode(400);
        var content = latest().get("request");
        assertThat(content.get("base64").asBoolean()).isTrue();
        assertThat(Base64.getDecoder().decode(content.get("body").asString())).isEqualTo(bytes);
    }

    @Test
    void aLongBodyIsTruncatedAndMarked() {
        var body = Json.object("displayName", "é".repeat(40_000)).toString();
        jobs.post(body);
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
        datasets.createEmpty("large");
        var address =
                datasets.announce("large", Map.of("data.jsonl", bytes(content))).get("data.jsonl");
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
    void aClientThatGoesAwayInTheMiddleIsNoted() throws IOException {
        var half = "POST " + jobs.url() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer fw_test\r\n"
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
    void aJournalThatIsClearedIsEmpty() {
        jobs.get("gone");
        request().delete(requests()).then().statusCode(200);
        assertThat(listed("").get("requests")).isEmpty();
        jobs.get("new");
        assertThat(paths(listed(""))).hasSize(1);
    }
}
