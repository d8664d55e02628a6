package dev.emulator.fireworks.faults;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults that break connections, response bodies and pages. */
@AlsoOnPostgresql
class FaultBreakageTests extends FaultStory {

    private final Datasets datasets = new Datasets(api);

    @Test
    void aResetConnectionIsSeenAsOneAndTheCallIsNotCarriedOut() {
        var id = aFault("{\"breakage\": \"CONNECTION_RESET\"}");

        assertThatThrownBy(this::createRaw).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        assertThat(fired(id)).isEqualTo(1);
        control.delete("/faults/" + id);
        jobs.list().then().body("totalSize", equalTo(0));
    }

    @Test
    void anEmptyAnswerIsTheEndOfTheConnection() throws IOException {
        var id = aFault("{\"breakage\": \"EMPTY_ANSWER\"}");

        assertThat(createRaw()).isEmpty();
        control.delete("/faults/" + id);
        jobs.list().then().body("totalSize", equalTo(0));
    }

    @Test
    void aCallWhoseAnswerIsLostIsCarriedOut() {
        var id = aFault("{\"match\": {\"method\": \"POST\"}, \"breakage\": \"LOST_ANSWER\"}");

        assertThatThrownBy(this::createRaw).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        assertThat(fired(id)).isEqualTo(1);
        jobs.list().then().body("totalSize", equalTo(1));
    }

    @Test
    void halfABodyEndsInTheMiddle() {
        jobs.create();
        var whole = raw().get(jobs.url()).body();
        aFault("{\"breakage\": \"HALF_BODY\"}");

        var answer = raw().get(jobs.url());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-length", Integer.toString(whole.length()));
        assertThat(answer.body()).isEqualTo(whole.substring(0, whole.length() / 2));
    }

    @Test
    void garbageIsAnsweredWithWhatIsDone() {
        aFault("{\"match\": {\"method\": \"POST\"}, \"breakage\": \"GARBAGE\"}");

        var answer = jobs.post(Json.object("dataset", "train", "baseModel", QWEN));

        answer.then().statusCode(200).contentType("application/json");
        assertThatThrownBy(() -> json(answer.asString())).hasMessageContaining("Unexpected character");
        jobs.list().then().body("totalSize", equalTo(1));
    }

    @Test
    void aWrongContentTypeLeavesTheBodyAsItIs() {
        jobs.create();
        var whole = raw().get(jobs.url()).body();
        aFault("{\"breakage\": \"WRONG_CONTENT_TYPE\"}");

        var answer = raw().get(jobs.url());

        assertThat(answer.headers().get("content-type")).startsWith("text/html");
        assertThat(answer.body()).isEqualTo(whole);
    }

    @Test
    void aDuplicatedPageHasEveryItemTwice() {
        var one = jobs.create();
        var other = jobs.create();
        aFault("{\"breakage\": \"DUPLICATED_PAGE\"}");

        jobs.get(one).then().statusCode(200).header("X-Emulator-Fault", nullValue());
        assertThat(ids("")).containsExactlyInAnyOrder(one, one, other, other);
    }

    @Test
    void aDroppedPageLeadsToTheNextOne() {
        jobs.create();
        jobs.create();
        var all = ids("");
        aFault("{\"when\": {\"first\": 1}, \"breakage\": \"DROPPED_PAGE\"}");

        var page = json(jobs.list("pageSize=1"));

        assertThat(page.path("supervisedFineTuningJobs").size()).isZero();
        assertThat(ids("?pageSize=1&pageToken=" + page.path("nextPageToken").asString()))
                .containsExactly(all.get(1));
    }

    @Test
    void anExpiredPageTokenIsRefusedLikeOneThatWasNeverGood() {
        jobs.create();
        jobs.create();
        var id = aFault("{\"when\": {\"first\": 1}, \"breakage\": \"EXPIRED_PAGE_TOKEN\"}");

        var token = json(jobs.list("pageSize=1")).path("nextPageToken").asString();
        var later = jobs.url() + "?pageSize=1&page_token=" + token;

        assertThat(matched(id)).isZero();
        var never = jobs.list("pageToken=never").asString();
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
        jobs.create();
        var whole = raw().get(jobs.url()).body();
        aFault("{\"drip\": {\"over\": \"0.4s\", \"chunks\": 3}}");

        var before = System.nanoTime();
        var answer = raw().get(jobs.url());

        assertThat(answer.body()).isEqualTo(whole);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void whatIsNewIsNeitherFoundNorListedForAWhile() {
        var old = jobs.create();
        time.passes(Duration.ofSeconds(10));
        var young = jobs.create();
        aFault("{\"stale\": {\"lag\": \"5s\"}}");

        refused(jobs.get(young), Code.NOT_FOUND, "resource not found");
        jobs.get(old).then().statusCode(200);
        assertThat(ids("")).containsExactly(old);
        jobs.list().then().body("totalSize", equalTo(1));

        time.passes(Duration.ofSeconds(5));
        jobs.get(young).then().statusCode(200);
        assertThat(ids("")).containsExactlyInAnyOrder(old, young);
    }

    @Test
    void aFileThatIsLargerThanWhatIsKeptInMemoryBreaksToo() {
        var content = ROW.repeat(20_000);
        datasets.create("train", content);
        aFault("{\"match\": {\"operation\": \"GetObject\"}, \"breakage\": \"HALF_BODY\"}");

        var address = datasets.downloads("train").get("data.jsonl");
        var answer = raw().get(address.substring(address.indexOf("/_emulator")));

        assertThat(answer.headers()).containsEntry("content-length", Integer.toString(content.length()));
        assertThat(answer.body()).isEqualTo(content.substring(0, content.length() / 2));
    }

    private List<String> ids(String query) {
        var ids = new ArrayList<String>();
        json(request().get(jobs.url() + query)).path("supervisedFineTuningJobs").forEach(job -> {
            var name = job.path("name").asString();
            ids.add(name.substring(name.lastIndexOf('/') + 1));
        });
        return ids;
    }

    /** Creates a job, and returns the bytes of the response. */
    private byte[] createRaw() throws IOException {
        var body = Json.object("dataset", "train", "baseModel", QWEN).toString();
        var head = "POST " + jobs.url()
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer fw_test\r\nContent-Length: " + body.length()
                + "\r\n\r\n";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(bytes(head + body));
            return socket.getInputStream().readAllBytes();
        }
    }
}
