package dev.emulator.fireworks.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Find, count, verify and await requests. */
@AlsoOnPostgresql
class JournalQueryTests extends JournalStory {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @Test
    void requestsAreFoundByWhatTheyWere() {
        var id = jobs.create();
        request().header("User-Agent", "poller/2").get(jobs.url(id));
        jobs.get("missing");
        jobs.list();
        assertThat(paths(listed("method=GET"))).hasSize(3);
        assertThat(paths(listed("operation=GetSupervisedFineTuningJob"))).hasSize(2);
        assertThat(paths(listed("operation=*SupervisedFineTuningJob*"))).hasSize(4);
        assertThat(paths(listed("path=*/missing"))).containsExactly("GET " + jobs.url("missing") + " 404");
        assertThat(paths(listed("status=404"))).hasSize(1);
        assertThat(paths(listed("status=2xx"))).hasSize(3);
        assertThat(paths(listed("userAgent=poller/*"))).hasSize(1);
        assertThat(paths(listed("fault=*"))).isEmpty();
    }

    @Test
    void requestsAreFoundByTheAccountsTime() {
        jobs.get("first");
        time.passes(Duration.ofSeconds(10));
        var between = time.now();
        jobs.get("second");
        assertThat(paths(listed("since=" + between))).containsExactly("GET " + jobs.url("second") + " 404");
        assertThat(paths(listed("until=" + between))).containsExactly("GET " + jobs.url("first") + " 404");
    }

    @Test
    void onlyWhatCameAfterACursorIsAskedFor() {
        jobs.get("before");
        var cursor = listed("").get("cursor").asString();
        jobs.get("after");
        assertThat(paths(listed("after=" + cursor))).containsExactly("GET " + jobs.url("after") + " 404");
    }

    @Test
    void aWalkOverPagesSeesEveryRequestOnce() {
        for (var i = 0; i < 7; i++) {
            jobs.get("job-" + i);
        }
        var first = listed("pageSize=3&status=404");
        var second = listed(
                "pageSize=3&status=404&pageToken=" + first.get("nextPageToken").asString());
        var third = listed(
                "pageSize=3&status=404&pageToken=" + second.get("nextPageToken").asString());
        assertThat(paths(first)).hasSize(3);
        assertThat(paths(second)).hasSize(3);
        assertThat(paths(third)).containsExactly("GET " + jobs.url("job-6") + " 404");
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
                "status: \"abc\" is neither an HTTP status nor a class such as 4xx");
        refused(
                request().get(requests() + "?operation=GetFineTuningJob"),
                Code.INVALID_ARGUMENT,
                "operation: the vendor's API has no operation \"GetFineTuningJob\"");
        refused(
                request().get(requests() + "?since=yesterday"),
                Code.INVALID_ARGUMENT,
                "since: \"yesterday\" is not a time such as 2026-10-10T16:10:52Z");
        var tooLate = request().get(requests() + "?after=999999999");
        assertThat(tooLate.statusCode()).isEqualTo(400);
        assertThat(tooLate.<String>path("message")).startsWith("after: 999999999 is not a cursor of this emulator");
        refused(request().get(requests() + "?after=x"), Code.INVALID_ARGUMENT, "after: \"x\" is not a number");
    }

    @Test
    void requestsAreCounted() {
        jobs.get("a");
        jobs.get("b");
        var count = json(request("{\"match\": {\"operation\": \"GetSupervisedFineTuningJob\"}}")
                .post(requests() + ":count"));
        assertThat(count.get("count").asString()).isEqualTo("2");
        assertThat(count.get("certain").asBoolean()).isTrue();
    }

    @Test
    void requestsAreFoundByHeadersAndBodies() {
        request("{\"displayName\": \"red\"}").header("X-Colour", "red").post(jobs.url());
        request("{\"displayName\": \"blue\"}").header("X-Colour", "blue").post(jobs.url());
        assertThat(counted("bodyContains", "blue")).isEqualTo("1");
        assertThat(counted("headers", Json.object("x-colour", "r*"))).isEqualTo("1");
        assertThat(counted("headers", Json.object("x-colour", "*", "Authorization", "Bearer *")))
                .isEqualTo("2");
        assertThat(counted("headers", Json.object("Authorization", "Bearer fw_*")))
                .isEqualTo("0");
    }

    private String counted(Object... match) {
        return json(request(Json.object("match", Json.object(match))).post(requests() + ":count"))
                .get("count")
                .asString();
    }

    @Test
    void howOftenSomethingWasAskedIsVerified() {
        jobs.get("a");
        jobs.get("a");
        assertThat(verdict("exactly", 2)).isEqualTo("PASS");
        assertThat(verdict("exactly", 0)).isEqualTo("FAIL");
        assertThat(verdict("atLeast", 3)).isEqualTo("FAIL");
        assertThat(verdict("atLeast", 1, "atMost", 2)).isEqualTo("PASS");
        assertThat(verdict("atMost", 1)).isEqualTo("FAIL");
        var answer = json(request("{\"exactly\": 5}").post(requests() + ":verify"));
        assertThat(answer.get("message").asString()).isEqualTo("expected exactly 5, found 2");
        refused(
                request("{}").post(requests() + ":verify"),
                Code.INVALID_ARGUMENT,
                "one of atLeast, atMost and exactly is required");
    }

    private String verdict(Object... bounds) {
        return json(request(Json.with(Json.object("match", Json.object("path", "*/a")), bounds))
                        .post(requests() + ":verify"))
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
        jobs.get("awaited");
        return jobs.get("awaited").asString();
    }

    @Test
    void aWaitForWhatDoesNotComeEndsWithTheTime() {
        jobs.get("only");
        var answer = json(request("{\"count\": 2, \"timeout\": \"0.05s\"}").post(requests() + ":wait"));
        assertThat(answer.get("satisfied").asBoolean()).isFalse();
        assertThat(answer.get("count").asString()).isEqualTo("1");
        refused(
                request("{\"timeout\": \"61s\"}").post(requests() + ":wait"),
                Code.INVALID_ARGUMENT,
                "timeout must be at most 60s");
    }

    @Test
    void aRequestIsInTheJournalWhenItsResponseArrives() {
        var client = new Client(port, account);
        for (var i = 1; i <= 100; i++) {
            var path = i % 2 == 0 ? jobs.url("missing") : jobs.url();
            client.send("GET", path, "");
            assertThat(client.send("GET", requests() + "?status=" + (i % 2 == 0 ? 404 : 200), "")
                            .json()
                            .get("requests"))
                    .hasSize((i + 1) / 2);
        }
    }
}
