package dev.emulator.fireworks.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.events.Event;
import dev.emulator.fireworks.events.Events;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.EventStream;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** The stream of events, and requests that wait for an event. */
@AlsoOnPostgresql
class EventStreamTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final ControlApi control = new ControlApi(api);

    @Autowired
    private Events events;

    private EventStream stream(String query) throws IOException {
        return EventStream.open(port, control.url() + "/events" + query);
    }

    private void tell(String detail) {
        events.publish(time.now(), account, Event.Type.FAULT, "", Map.of("detail", detail));
    }

    @Test
    void requestsAndTransitionsAreStreamed() throws IOException {
        try (var stream = stream("")) {
            var id = jobs.create();
            time.passes(Duration.ofSeconds(60));
            var told = new ArrayList<EventStream.Event>();
            while (told.stream().noneMatch(event -> event.data().contains("JOB_STATE_COMPLETED"))) {
                told.add(stream.next());
            }
            var created = told.stream()
                    .filter(event -> event.type().equals("REQUEST"))
                    .findFirst()
                    .orElseThrow()
                    .json();
            assertThat(created.at("/detail/operation").asString()).isEqualTo("CreateSupervisedFineTuningJob");
            assertThat(created.at("/detail/status").asString()).isEqualTo("200");
            var completed = told.get(told.size() - 1);
            assertThat(completed.type()).isEqualTo("TRANSITION");
            assertThat(completed.json().get("resource").asString()).endsWith("/supervisedFineTuningJobs/" + id);
            assertThat(completed.json().get("number").asString()).isEqualTo(completed.id());
            assertThat(told.stream().map(event -> Long.parseLong(event.id())).toList())
                    .isSorted();
        }
    }

    @Test
    void onlyRequestedTypesAreStreamed() throws IOException {
        try (var stream = stream("?types=FAULT,CLOCK")) {
            jobs.list();
            tell("the only one");
            assertThat(stream.next().data()).contains("the only one");
        }
        refused(
                control.get("/events?types=REQUEST,NEWS"),
                Code.INVALID_ARGUMENT,
                "types: unknown type \"NEWS\", must be one of [REQUEST, TRANSITION, FAULT, CLOCK, WORLD]");
    }

    @Test
    void theStreamOfAnAccountHasNoEventsOfOthers() throws IOException {
        try (var own = stream("");
                var all = EventStream.open(port, "/_emulator/v1/events")) {
            request().get("/v1/accounts/other-" + account + "/datasets");
            jobs.list();
            assertThat(own.next().json().get("account").asString()).isEqualTo(account);
            while (!all.next().json().get("account").asString().equals("other-" + account)) {
                continue;
            }
        }
    }

    @Test
    void aStalledReaderBlocksNoRequestAndGetsTheNumberOfLostEvents() throws IOException {
        try (var stream = stream("?types=FAULT")) {
            var detail = "x".repeat(1000);
            var number = 30_000;
            for (var i = 0; i < number; i++) {
                tell(detail);
            }
            jobs.list().then().statusCode(200);
            var told = 0L;
            var lost = 0L;
            while (told + lost < number) {
                var event = stream.next();
                if (event.type().equals("lost")) {
                    lost += event.json().get("count").asLong();
                } else {
                    told++;
                }
            }
            assertThat(lost).isPositive();
            assertThat(told + lost).isEqualTo(number);
        }
    }

    @Test
    void theNumberOfStreamsIsLimitedAndAClosedStreamDoesNotCount() throws IOException {
        var open = new ArrayList<EventStream>();
        var last = stream("");
        while (last.status() == 200) {
            open.add(last);
            last = stream("");
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(open).hasSizeBetween(1, 64);
        for (var stream : open) {
            stream.close();
        }
        var status = 429;
        for (var attempt = 0; attempt < 1000 && status != 200; attempt++) {
            tell("is anybody there?");
            try (var again = stream("")) {
                status = again.status();
            }
        }
        assertThat(status).isEqualTo(200);
    }

    @Test
    void aStreamEndsWhenTheEmulatorStops(@TempDir Path directory) throws IOException {
        var emulator = Emulator.start(Emulator.in(directory));
        try (var stream = EventStream.open(emulator.port(), "/_emulator/v1/events")) {
            emulator.close();
            assertThat(stream.hasEnded()).isTrue();
        }
    }

    @Test
    void aWaitReturnsWhenTheEventHappens() throws Exception {
        var id = jobs.create();
        var waiting = new FutureTask<Response>(() -> control.post(
                "/events:wait", Json.object("types", List.of("TRANSITION"), "resource", "*/" + id, "timeout", "30s")));
        new Thread(waiting).start();
        // It is not told when somebody has begun to wait, so things go on happening until somebody has.
        while (!waiting.isDone()) {
            jobs.create();
            time.passes(Duration.ofSeconds(1));
            control.post("/resources/supervisedFineTuningJobs/" + id + ":transition", "{\"state\": \"PAUSED\"}");
        }
        waiting.get()
                .then()
                .statusCode(200)
                .body("satisfied", equalTo(true))
                .body("event.type", equalTo("TRANSITION"))
                .body("event.resource", equalTo("accounts/" + account + "/supervisedFineTuningJobs/" + id));
    }

    @Test
    void aWaitThatTimesOutReportsIt() {
        control.post("/events:wait", "{\"timeout\": \"0.1s\"}")
                .then()
                .statusCode(200)
                .body("satisfied", equalTo(false))
                .body("event", nullValue());
        refused(
                control.post("/events:wait", "{\"timeout\": \"61s\"}"),
                Code.INVALID_ARGUMENT,
                "timeout must be at most 60s");
    }
}
