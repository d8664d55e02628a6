package dev.emulator.fireworks.inference.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.story.Await;
import dev.emulator.fireworks.story.Story;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Streams send each event when it is due, and hold no thread in between. */
@Import({StreamEndpoint.Configuration.class, StreamEndpoint.ManualTime.class})
@TestPropertySource(
        properties = {
            "server.tomcat.connection-timeout=1s",
            "spring.threads.virtual.enabled=false",
            "server.tomcat.threads.max=10"
        })
@ExtendWith(OutputCaptureExtension.class)
class EventStreamTests extends Story {

    private static final String FAULT = "X-Emulator-Fault: ";

    private final ControlApi control = new ControlApi(api);

    @Autowired
    private StreamEndpoint endpoint;

    @Autowired
    private ManualTimer timer;

    @Autowired
    private WebServerApplicationContext context;

    @BeforeEach
    void forgetOtherTests() {
        endpoint.sources.clear();
        timer.clear();
    }

    @AfterEach
    void nothingIsLogged(CapturedOutput output) {
        assertThat(output.getAll().lines().filter(line -> line.matches(".*(ERROR|WARN|\\tat ).*")))
                .isEmpty();
    }

    private StreamClient client() {
        return new StreamClient(port, "fw_account_" + account);
    }

    private NumberedEvents source() throws InterruptedException {
        return endpoint.sources.take();
    }

    private void awaitWaiting(int streams) {
        Await.until(streams + " streams wait", () -> timer.waiting() == streams);
    }

    private JsonNode journal() {
        return json(control.get("/requests"));
    }

    @Test
    void eventsWithoutDelayArriveInOrder() throws Exception {
        try (var client = client()) {
            client.send("{\"events\": 1000}");
            assertThat(client.head())
                    .containsEntry("status", "200")
                    .containsEntry("content-type", "text/event-stream")
                    .containsEntry("cache-control", "no-cache")
                    .containsEntry("transfer-encoding", "chunked")
                    .doesNotContainKey("content-length");
            assertThat(client.rest()).isEqualTo(NumberedEvents.events(1, 1000));
            assertThat(source().end.get()).isTrue();
        }
    }

    @Test
    void aConnectionIsUsedAgainAfterAStream() throws Exception {
        try (var client = client()) {
            for (int number = 0; number < 5; number++) {
                client.send("{\"events\": " + number + "}");
                assertThat(client.head()).containsEntry("status", "200");
                assertThat(client.rest()).isEqualTo(NumberedEvents.events(1, number));
                assertThat(source().end.get()).isTrue();
            }
        }
    }

    @Test
    void anEventArrivesWhenItIsDueAndNotBefore() throws Exception {
        try (var client = client()) {
            client.send("{\"events\": 3, \"firstMillis\": 500, \"perSecond\": 10}");
            awaitWaiting(1);
            timer.passes(Duration.ofMillis(499));
            assertThat(client.hasMore()).isFalse();
            timer.passes(Duration.ofMillis(1));
            client.head();
            assertThat(client.chunk()).isEqualTo(NumberedEvents.events(1, 1));
            timer.passes(Duration.ofMillis(99));
            assertThat(client.hasMore()).isFalse();
            timer.passes(Duration.ofMillis(1));
            assertThat(client.chunk()).isEqualTo(NumberedEvents.events(2, 2));
            assertThat(source().taken).hasValue(3);
            timer.passes(Duration.ofMillis(100));
            assertThat(client.rest()).isEqualTo(NumberedEvents.events(3, 3));
        }
    }

    @Test
    void aLateTimerDoesNotDelayLaterEvents() throws Exception {
        try (var client = client()) {
            client.send("{\"events\": 100, \"perSecond\": 10}");
            client.head();
            assertThat(client.chunk()).isEqualTo(NumberedEvents.events(1, 1));
            awaitWaiting(1);
            timer.passes(Duration.ofMillis(950));
            assertThat(IntStream.range(0, 9).mapToObj(i -> client.chunk()).collect(Collectors.joining()))
                    .isEqualTo(NumberedEvents.events(2, 10));
            timer.passes(Duration.ofMillis(50));
            assertThat(client.chunk()).isEqualTo(NumberedEvents.events(11, 11));
        }
        timer.passes(Duration.ofSeconds(1));
        assertThat(source().end.get()).isFalse();
    }

    @Test
    void aStreamThatWaitsEndsWhenItsClientDisconnects() throws Exception {
        var client = client().send("{\"events\": 2, \"firstMillis\": 3600000}");
        awaitWaiting(1);
        client.close();
        timer.passes(Duration.ofSeconds(1));
        assertThat(source().end.get()).isFalse();
        assertThat(timer.waiting()).isZero();
        awaitRecorded(true);
    }

    @Test
    void aStreamEndsWhenItsClientResetsTheConnection() throws Exception {
        var client = client().send("{\"events\": 1000000, \"size\": 10000}");
        client.head();
        client.reset();
        assertThat(source().end.get()).isFalse();
        awaitRecorded(true);
    }

    @Test
    void aClientThatDoesNotReadHoldsNoThreadAndLittleMemoryAndIsDisconnected() throws Exception {
        var clients = IntStream.range(0, 20)
                .mapToObj(i -> client().send("{\"events\": 1000000, \"size\": 10000}"))
                .toList();
        try {
            for (int i = 0; i < clients.size(); i++) {
                var source = source();
                assertThat(source.end.get()).isFalse();
                assertThat(source.taken.get()).isLessThan(1000);
            }
        } finally {
            clients.forEach(StreamClient::close);
        }
    }

    @Test
    void aSlowReaderGetsEverything() throws Exception {
        try (var client = client()) {
            client.send("{\"events\": 500, \"size\": 10000}");
            client.head();
            assertThat(client.rest().lines().filter(line -> !line.isEmpty())).hasSize(500);
            assertThat(source().end.get()).isTrue();
        }
    }

    @Test
    void streamsShareAFewThreads() throws Exception {
        var before = Thread.activeCount();
        var clients = IntStream.range(0, 200)
                .mapToObj(i -> client().send("{\"events\": 5, \"firstMillis\": 100, \"perSecond\": 10}"))
                .toList();
        try {
            awaitWaiting(200);
            Await.until("no thread holds a request", () -> executor().getActiveCount() == 0);
            assertThat(Thread.activeCount()).isLessThan(before + 50);
            timer.passes(Duration.ofSeconds(1));
            clients.forEach(client -> {
                client.head();
                assertThat(client.rest()).isEqualTo(NumberedEvents.events(1, 5));
            });
        } finally {
            clients.forEach(StreamClient::close);
        }
        for (int i = 0; i < clients.size(); i++) {
            assertThat(source().end.get()).isTrue();
        }
    }

    private ThreadPoolExecutor executor() {
        var connector = ((TomcatWebServer) context.getWebServer()).getTomcat().getConnector();
        return (ThreadPoolExecutor) connector.getProtocolHandler().getExecutor();
    }

    @Test
    void aStreamIsRecordedOnceBeforeItsClientHasAllOfIt() {
        try (var client = client()) {
            client.send("{\"events\": 3, \"perSecond\": 10}");
            client.head();
            assertThat(client.chunk()).isEqualTo(NumberedEvents.events(1, 1));
            assertThat(journal().path("requests")).isEmpty();
            awaitWaiting(1);
            timer.passes(Duration.ofSeconds(1));
            assertThat(client.chunk() + client.chunk()).isEqualTo(NumberedEvents.events(2, 3));
            assertThat(journal().path("requests")).singleElement().satisfies(entry -> {
                assertThat(entry.path("lost").asBoolean()).isFalse();
                assertThat(json(control.get("/requests/" + entry.path("number").asString()))
                                .at("/answer/body")
                                .asString())
                        .isEqualTo(NumberedEvents.events(1, 3));
            });
            assertThat(client.chunk()).isEmpty();
            assertThat(journal().path("requests")).hasSize(1);
        }
    }

    private void awaitRecorded(boolean lost) {
        Await.until("the request is recorded", () -> journal().path("requests").size() == 1);
        assertThat(journal().at("/requests/0/lost").asBoolean()).isEqualTo(lost);
    }

    @Test
    void aDelayedAnswerHoldsNoThread() {
        var clients = IntStream.range(0, 50)
                .mapToObj(i ->
                        client().send("{\"stream\": false, \"events\": 11, \"firstMillis\": 500, \"perSecond\": 10}"))
                .toList();
        try {
            awaitWaiting(50);
            timer.passes(Duration.ofMillis(1499));
            assertThat(clients).noneMatch(StreamClient::hasMore);
            timer.passes(Duration.ofMillis(1));
            clients.forEach(client -> {
                assertThat(client.head())
                        .containsEntry("content-type", "application/json")
                        .containsEntry("content-length", "13");
                assertThat(client.text(13)).isEqualTo("{\"done\":true}");
            });
            assertThat(journal().path("requests")).hasSize(50);
        } finally {
            clients.forEach(StreamClient::close);
        }
    }

    @Test
    void aStreamWithHalfABodyEndsInItsSecondEvent() throws Exception {
        try (var client = client()) {
            client.send("{\"events\": 3}", FAULT + "half-body");
            assertThat(client.head()).containsEntry("x-emulator-fault", "request");
            var part = client.chunk();
            assertThat(part).isEqualTo(NumberedEvents.events(1, 2).substring(0, 13));
            assertThat(client.untilClosed()).isEmpty();
            assertThat(source().end.get()).isFalse();
            awaitRecorded(true);
        }
    }

    @Test
    void aStreamWhoseAnswerIsLostIsReset() throws Exception {
        try (var client = client()) {
            client.send("{\"events\": 3}", FAULT + "lost-answer");
            assertThatThrownBy(client::untilClosed)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            assertThat(source().end.get()).isFalse();
        }
    }

    @Test
    void aStreamOfGarbageHasNoEvents() throws Exception {
        try (var client = client()) {
            client.send("{\"events\": 3}", FAULT + "garbage");
            assertThat(client.head()).containsEntry("status", "200");
            assertThat(client.chunk()).doesNotContain("data:").contains("%}{");
            assertThat(source().end.get()).isFalse();
        }
    }

    @Test
    void aStreamCanHaveTheWrongContentType() {
        try (var client = client()) {
            client.send("{\"events\": 3}", FAULT + "wrong-content-type");
            assertThat(client.head().get("content-type")).startsWith("text/html");
            assertThat(client.rest()).isEqualTo(NumberedEvents.events(1, 3));
        }
    }

    @Test
    void theFirstEventsOfAStreamDrip() {
        try (var client = client()) {
            client.send("{\"events\": 6}", FAULT + "{\"drip\": {\"over\": \"2s\", \"chunks\": 3}}");
            client.head();
            assertThat(client.chunk()).isEqualTo(NumberedEvents.events(1, 1));
            awaitWaiting(1);
            timer.passes(Duration.ofMillis(999));
            assertThat(client.hasMore()).isFalse();
            timer.passes(Duration.ofMillis(1));
            assertThat(client.chunk()).isEqualTo(NumberedEvents.events(2, 2));
            timer.passes(Duration.ofSeconds(1));
            assertThat(client.rest()).isEqualTo(NumberedEvents.events(3, 6));
        }
    }

    @Test
    void aFaultBreaksADelayedAnswerToo() throws IOException {
        try (var client = client()) {
            client.send("{\"stream\": false, \"events\": 1, \"firstMillis\": 1}", FAULT + "half-body");
            assertThat(client.head()).containsEntry("content-length", "13");
            assertThat(client.untilClosed()).isEqualTo("{\"done");
        }
    }
}
