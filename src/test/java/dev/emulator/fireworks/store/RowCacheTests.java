package dev.emulator.fireworks.store;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.dpo.DpoJobs;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** A response from a cached row is equal to one from the database. */
@AlsoOnPostgresql
class RowCacheTests extends Story {

    /** True for all resources. The emulator evaluates this filter on rows that it reads from the database. */
    private static final String UNCACHED = "filter=displayName!=%22none%22&pageSize=200";

    private static final String JOB = "job";
    private static final String DATA = "train";
    private static final String MODEL = "tuned";

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final DpoJobs dpoJobs = new DpoJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final Models models = new Models(api);
    private final ControlApi control = new ControlApi(api);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transaction;

    @Autowired
    private List<ResourceType<?, ?, ?>> types;

    @BeforeEach
    void resourcesThatWereRead() {
        control.freeze();
        createAll();
        readAll();
    }

    private void createAll() {
        datasets.create(DATA, ROW.repeat(3));
        models.post(MODEL, Json.object("displayName", "a model")).then().statusCode(200);
        jobs.post(JOB, jobs.smallest()).then().statusCode(200);
        dpoJobs.post(JOB, dpoJobs.smallest()).then().statusCode(200);
    }

    /** Compares all ways to read resources. */
    private void readAll() {
        for (var client : List.of(jobs, dpoJobs, datasets, models)) {
            var uncached =
                    client.list(UNCACHED).then().statusCode(200).extract().asString();
            for (var time = 0; time < 2; time++) {
                assertThat(client.list("pageSize=200").asString()).isEqualTo(uncached);
                assertThat(client.list("pageSize=200&orderBy=name").asString()).isEqualTo(uncached);
                for (var id : client.ids(json(uncached))) {
                    assertThat(uncached).contains(client.get(id).asString());
                }
            }
        }
    }

    static Stream<Named<Consumer<RowCacheTests>>> changes() {
        return Stream.of(
                Named.of("transition", story -> story.control.advance("1s")),
                Named.of("progress", story -> story.control.advance("2s")),
                Named.of("completion", story -> story.control.advance("3600s")),
                Named.of("cancel", story -> story.jobs.cancel(JOB)),
                Named.of("plan", story -> {
                    story.control
                            .put(job() + "/plan", "{\"use\": \"fails\"}")
                            .then()
                            .statusCode(200);
                    story.control.advance("2s");
                }),
                Named.of("chosen state", story -> story.control.post(job() + ":transition", "{\"state\": \"FAILED\"}")),
                Named.of("delete", story -> story.jobs.delete(JOB)),
                Named.of("update of a dataset", story -> story.datasets.patch(DATA, "{\"displayName\": \"new\"}")),
                Named.of("update of a model", story -> story.models.patch(MODEL, "{\"displayName\": \"new\"}")),
                Named.of("another dataset with the same id", story -> {
                    story.datasets.delete(DATA).then().statusCode(200);
                    story.datasets.createEmpty(DATA);
                }),
                Named.of("reset", story -> story.control.post(":reset", "{}")));
    }

    @Test
    void anAccountCanGetItsOwnClock() {
        control.post("/clock:resume", "{}").then().statusCode(200);
        control.post(":reset", "{}").then().statusCode(200);
        createAll();
        jobs.get(JOB).then().statusCode(200);
        control.freeze();
        readAll();
        control.advance("2s");
        jobs.get(JOB).then().body("state", equalTo("JOB_STATE_RUNNING"));
        readAll();
    }

    private static String job() {
        return "/resources/supervisedFineTuningJobs/" + JOB;
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeIsVisible(Consumer<RowCacheTests> change) {
        var before = all();
        change.accept(this);
        assertThat(all()).isNotEqualTo(before);
        readAll();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aRestoreUndoesAChange(Consumer<RowCacheTests> change) {
        var before = all();
        var archive = control.snapshot();
        change.accept(this);
        readAll();
        control.restore(archive).then().statusCode(200);
        assertThat(all()).isEqualTo(before);
        readAll();
    }

    private List<String> all() {
        return Stream.of(jobs, dpoJobs, datasets, models)
                .map(client -> client.list().asString())
                .toList();
    }

    @Test
    void resourcesOfAResetAccountAreCreatedAnew() {
        control.post(":reset", "{}").then().statusCode(200);
        readAll();
        control.freeze();
        createAll();
        readAll();
    }

    @Test
    void aForkHasItsOwnNames() {
        var other = account + "-2";
        control.post(":fork", Json.object("account", other)).then().statusCode(200);
        var copy = new SupervisedJobs(api.forAccount(other));
        copy.get(JOB).then().statusCode(200).body("name", equalTo(copy.name(JOB)));
        jobs.get(JOB).then().statusCode(200).body("name", equalTo(jobs.name(JOB)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Forwarded-Host: other.example", "X-Forwarded-Proto: https", "X-Forwarded-Prefix: /other"})
    void urlsAreThoseOfTheRequest(String header) {
        var usual = jobs.get(JOB).asString();
        var base = "http://localhost:" + port;
        var parts = header.split(": ");
        var other = switch (parts[0]) {
            case "X-Forwarded-Host" -> "http://" + parts[1];
            case "X-Forwarded-Proto" -> "https://localhost:" + port;
            default -> base + parts[1];
        };
        for (var url : List.of(jobs.url(JOB), jobs.url() + "?pageSize=1")) {
            assertThat(request().header(parts[0], parts[1]).get(url).asString())
                    .contains("\"" + other + "/")
                    .doesNotContain("\"" + base + "/accounts")
                    .contains(usual.replace(base, other));
        }
        assertThat(jobs.get(JOB).asString()).isEqualTo(usual);
    }

    @Test
    void urlsHaveTheTimeOfTheRequest() {
        control.advance("3600s");
        assertThat(date()).isEqualTo(date());
        var before = date();
        control.advance("1s");
        assertThat(date()).isGreaterThan(before);
    }

    private String date() {
        return jobs.get(JOB)
                .then()
                .statusCode(200)
                .extract()
                .<String>path("metricsFileSignedUrl")
                .replaceFirst(".*X-Goog-Date=(\\w+)&.*", "$1");
    }

    @Test
    void aReadMaskLeavesTheResourceAsItIs() {
        var whole = jobs.get(JOB).asString();
        assertThat(request().get(jobs.url(JOB) + "?readMask=name").asString())
                .isEqualTo("{\"name\":\"" + jobs.name(JOB) + "\"}");
        request().get(jobs.url() + "?readMask=state").then().statusCode(200);
        assertThat(jobs.get(JOB).asString()).isEqualTo(whole);
    }

    @Test
    void aChangeThatIsRolledBackLeavesNothing() {
        var rows = types.stream()
                .filter(type -> type.collection().equals("supervisedFineTuningJobs"))
                .findFirst()
                .orElseThrow()
                .rows();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update supervised_fine_tuning_job set version = version + 1, created_by = 'other@example.com'"
                            + " where account_id = ?")
                    .param(account)
                    .update();
            assertThat(rows.findView(account, JOB).orElseThrow().createdBy()).isEqualTo("other@example.com");
            status.setRollbackOnly();
        });
        jobs.cancel(JOB).then().statusCode(200);
        jobs.get(JOB)
                .then()
                .body("createdBy", equalTo("developer@example.com"))
                .body("state", equalTo("JOB_STATE_CANCELLING"));
        readAll();
    }

    @Test
    void aReadShowsAllChangesThatWereAcknowledgedBefore() {
        var acknowledged = new AtomicInteger();
        var lags = AtOnce.times(200, 4, i -> {
            if (i % 4 == 0) {
                change(acknowledged);
            }
            var least = acknowledged.get();
            var read = json(i % 2 == 0 ? datasets.get(DATA) : datasets.list()).findValue("displayName");
            return least - (read.asString().isEmpty() ? 0 : Integer.parseInt(read.asString()));
        });
        assertThat(lags).allSatisfy(lag -> assertThat(lag).isLessThanOrEqualTo(0));
        assertThat(acknowledged).hasValue(50);
    }

    private synchronized void change(AtomicInteger acknowledged) {
        var next = acknowledged.get() + 1;
        datasets.patch(DATA, "{\"displayName\": \"" + next + "\"}").then().statusCode(200);
        acknowledged.set(next);
    }

    @Test
    void aLongSpecificationIsReturnedWhole() {
        jobs.createWith("jinjaTemplate", "x".repeat(100_000));
        readAll();
    }
}
