package dev.emulator.fireworks.web;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Await;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.OpenRequest;
import dev.emulator.fireworks.story.RawHttp;
import dev.emulator.fireworks.story.Story;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.test.context.TestPropertySource;

/** Clients that send no body or have closed the connection do not block other clients. */
@TestPropertySource(
        properties = {
            "server.tomcat.connection-timeout=3s",
            "spring.threads.virtual.enabled=false",
            "server.tomcat.threads.max=100"
        })
class HangingClientTests extends Story {

    private static final String KEY = "Authorization: Bearer fw_test";
    private static final String BODY = "{\"dataset\": \"d\"}";

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final ControlApi control = new ControlApi(api);

    @Autowired
    private WebServerApplicationContext context;

    @Test
    void bodiesThatNeverComeLeaveThreadsToEverybodyElse() {
        var paths = List.of(jobs.url(), "/v1/nothing", "/inference/v1/chat/completions");
        var hanging = IntStream.range(0, 150)
                .mapToObj(i -> post(paths.get(i % paths.size()), "Content-Length: 20", "{"))
                .toList();
        jobs.post(BODY).then().statusCode(200);
        request().get("/_emulator/health").then().statusCode(200);
        assertThat(hanging).map(OpenRequest::answer).allSatisfy(HangingClientTests::assertRefusedForItsBody);
        jobs.list().then().body("totalSize", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 20, {",
        "Transfer-Encoding: chunked, ''",
        "Transfer-Encoding: chunked, 5",
        "Transfer-Encoding: chunked, '5\r\n{'"
    })
    void aBodyThatNeverComesIsNotWaitedForWithoutEnd(String header, String start) {
        var answer = post(jobs.url(), header, start).answer();
        assertThat(answer.status()).isEqualTo(408);
        assertThat(json(answer.body()).path("code").asInt()).isEqualTo(Code.DEADLINE_EXCEEDED.number());
        assertThat(answer.headers()).containsEntry("connection", "close");
    }

    @Test
    void whoIsRefusedAtOnceIsNotWaitedForEither() {
        var refused = IntStream.range(0, 80)
                .mapToObj(i -> OpenRequest.begin(port, "POST", jobs.url(), "Content-Length: 20", ""))
                .toList();
        request().get("/_emulator/health").then().statusCode(200);
        assertThat(refused)
                .map(OpenRequest::answer)
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(401));
    }

    @Test
    void aBodyThatComesByteByByteIsCutOff() {
        try (var dripping = post(jobs.url(), "Content-Length: 1000000", "{")) {
            Await.until("it is cut off", () -> {
                time.passes(Duration.ofHours(1));
                dripping.send(" ");
                return dripping.isAnswered();
            });
            assertRefusedForItsBody(dripping.answer());
        }
    }

    @Test
    void aBodyThatMakesProgressIsWaitedFor() {
        var padding = " ".repeat(10_000);
        try (var slow = post(jobs.url(), "Content-Length: " + (20 * padding.length() + BODY.length()), "")) {
            for (var i = 0; i < 20; i++) {
                slow.send(padding);
                time.passes(Duration.ofSeconds(1));
            }
            slow.send(BODY);
            assertThat(slow.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void anUploadThatStallsIsRefusedAndChangesNothing() {
        datasets.create("train", ROW);
        var start = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jsonl\"\r\n\r\n" + ROW;
        var answer = post(
                        datasets.url("train") + ":upload",
                        "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 9999",
                        start)
                .answer();
        assertRefusedForItsBody(answer);
        assertThat(datasets.downloads("train")).containsOnlyKeys("data.jsonl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resources/supervisedFineTuningJobs/%s:wait", "requests:wait", "events:wait"})
    void waitsOfOneAccountLeavePlacesToOthersAndEndWithTheirClients(String call) {
        var isOfAJob = call.startsWith("resources/");
        var path = control.url() + "/" + call.formatted(isOfAJob ? jobs.create() : "");
        // One more than there are places; which of them is refused depends on the order in which threads get to them.
        var waits = IntStream.range(0, 65).mapToObj(i -> await(path, "60s")).toList();
        try {
            Await.until("one is refused", () -> waits.stream().anyMatch(OpenRequest::isAnswered));
            assertThat(waits.stream().filter(OpenRequest::isAnswered).toList())
                    .singleElement()
                    .satisfies(refused -> assertThat(refused.answer().status()).isEqualTo(429));
            var other = "/_emulator/v1/accounts/other/" + call.formatted(isOfAJob ? aJobOfAnother() : "");
            assertThat(status(other)).isEqualTo(200);
        } finally {
            waits.forEach(OpenRequest::close);
        }
        Await.until("a place is free", () -> status(path) == 200);
    }

    @Test
    void healthIsAnsweredWhileEveryThreadIsTaken() {
        var waits = Stream.of("requests:wait", "events:wait")
                .flatMap(call -> IntStream.range(0, 60).mapToObj(i -> await(control.url() + "/" + call, "60s")))
                .toList();
        try {
            Await.until(
                    "every thread is taken",
                    () -> executor().getActiveCount() == executor().getMaximumPoolSize());
            assertThat(raw().get("/_emulator/health").status()).isEqualTo(200);
            assertThat(raw().get("/_emulator/health/liveness").status()).isEqualTo(200);
        } finally {
            waits.forEach(OpenRequest::close);
        }
        assertThat(raw().get(jobs.url()).status()).isEqualTo(200);
    }

    private static void assertRefusedForItsBody(RawHttp.Answer answer) {
        assertThat(answer.status()).isIn(408, 429, 404);
        assertThat(json(answer.body()).path("code").asInt()).isIn(4, 8, 5);
    }

    private OpenRequest post(String target, String headers, String start) {
        return OpenRequest.begin(port, "POST", target, KEY + "\r\n" + headers, start);
    }

    private OpenRequest await(String path, String timeout) {
        var body = Json.object("timeout", timeout).toString();
        return OpenRequest.begin(
                port, "POST", path, "Content-Type: application/json\r\nContent-Length: " + body.length(), body);
    }

    /** Of a wait that takes no time. */
    private int status(String path) {
        try (var wait = await(path, "0s")) {
            return wait.answer().status();
        }
    }

    private String aJobOfAnother() {
        var name = request(BODY)
                .post("/v1/accounts/other/supervisedFineTuningJobs")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("name");
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private ThreadPoolExecutor executor() {
        var connector = ((TomcatWebServer) context.getWebServer()).getTomcat().getConnector();
        return (org.apache.tomcat.util.threads.ThreadPoolExecutor)
                connector.getProtocolHandler().getExecutor();
    }
}
