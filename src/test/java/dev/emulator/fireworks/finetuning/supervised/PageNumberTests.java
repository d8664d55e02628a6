package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.store.ResourceCounts;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** A page token can be the number of a page, counted from 0, as documented for the vendor's command line. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class PageNumberTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final ControlApi control = new ControlApi(api);

    @Autowired
    private ResourceCounts counts;

    @Autowired
    private TransactionOperations transaction;

    /** Orders and filters by a column, by another field, and by both. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orderBy=name desc",
                "orderBy=createTime",
                "orderBy=epochs desc",
                "filter=name>\"accounts/\"",
                "filter=epochs>0",
                "filter=epochs>0&orderBy=state",
                "filter=epochs>0&orderBy=epochs",
            })
    void aNumberIsAPageOfEveryList(String query) {
        sevenJobs();
        var all = names(list(query, ""));
        assertThat(all).hasSize(7);
        for (int page = 0; page < 4; page++) {
            var from = Math.min(3 * page, 7);
            var answer = list(query, "pageSize=3&pageToken=" + page);
            assertThat(names(answer)).isEqualTo(all.subList(from, Math.min(from + 3, 7)));
            assertThat(answer.path("totalSize").asInt()).isEqualTo(7);
            assertThat(answer.path("nextPageToken").asString().isEmpty()).isEqualTo(page >= 2);
        }
    }

    @Test
    void theTokenOfTheNextPageGoesOnFromANumberedOne() {
        sevenJobs();
        var second = list("", "pageSize=2&pageToken=1");
        var third =
                list("", "pageSize=2&pageToken=" + second.path("nextPageToken").asString());
        assertThat(names(third)).isEqualTo(names(list("", "")).subList(4, 6));
    }

    @ParameterizedTest
    @CsvSource({
        "4",
        "00004",
        "2147483647",
        "2147483648",
        "9223372036854775807",
        "9223372036854775808",
        "99999999999999999999999999999999999999999"
    })
    void aPageBeyondTheEndIsEmpty(String number) {
        sevenJobs();
        for (var query : List.of("", "orderBy=epochs", "filter=epochs>0", "filter=state=\"JOB_STATE_CREATING\"")) {
            var page = list(query, "pageSize=3&pageToken=" + number);
            assertThat(names(page)).isEmpty();
            assertThat(page.path("nextPageToken").asString()).isEmpty();
            assertThat(page.path("totalSize").asInt()).isEqualTo(7);
        }
    }

    @Test
    void anAccountWithoutJobsHasAnEmptyFirstAndSecondPage() {
        assertThat(names(list("", "pageToken=0"))).isEmpty();
        assertThat(names(list("", "pageToken=1"))).isEmpty();
    }

    /** The database reads the rows before a numbered page, so the number is limited. */
    @Test
    void aPageTooFarDownIsRefused() {
        sevenJobs();
        transaction.executeWithoutResult(status -> counts.add("supervisedFineTuningJobs", account, 1_000_000));
        assertThat(names(list("", "pageSize=200&pageToken=500"))).isEmpty();
        refused(
                jobs.list("pageSize=200&pageToken=501"),
                Code.INVALID_ARGUMENT,
                "page_token numbers a page too far down the list; use next_page_token");
    }

    @Test
    void otherListsCountPagesAsWell() {
        datasets.create("one", ROW.repeat(3));
        datasets.create("two", ROW.repeat(3));
        var second = json(datasets.list("pageSize=1&pageToken=1"));
        assertThat(second.at("/datasets/0/name").asString()).endsWith("/two");

        var catalogue = "/v1/accounts/fireworks/models?readMask=name&pageSize=2";
        var all = json(request().get(catalogue.replace("=2", "=4"))).path("models");
        var page = json(request().get(catalogue + "&pageToken=1"));
        assertThat(page.at("/models/0")).isEqualTo(all.get(2));
        assertThat(json(request().get(catalogue + "&pageToken=99999")).path("models"))
                .isEmpty();
        refused(request().get(catalogue + "&pageToken=-1"), Code.INVALID_ARGUMENT, "invalid page token");

        assertThat(json(request().get("/v1/accounts?pageToken=0")).path("accounts"))
                .hasSize(1);
        assertThat(json(request().get("/v1/accounts?pageToken=1")).path("accounts"))
                .isEmpty();
    }

    @Test
    void soDoesTheListOfRequests() {
        IntStream.range(0, 5).forEach(number -> jobs.get("job-" + number));
        var page = json(control.get("/requests?status=404&pageSize=2&pageToken=1"));
        assertThat(page.at("/requests/0/path").asString()).isEqualTo(jobs.url("job-2"));
        assertThat(json(control.get("/requests?status=404&pageSize=2&pageToken=3"))
                        .path("requests"))
                .isEmpty();
    }

    private void sevenJobs() {
        for (int i = 0; i < 7; i++) {
            jobs.create(Json.object("dataset", "d", "epochs", i % 3 + 1));
        }
    }

    private JsonNode list(String query, String page) {
        var request = request();
        for (var parameter : (query + "&" + page).split("&")) {
            if (!parameter.isEmpty()) {
                var parts = parameter.split("=", 2);
                request.queryParam(parts[0], parts[1]);
            }
        }
        return json(request.get(jobs.url()));
    }

    private static List<String> names(JsonNode page) {
        return page.path("supervisedFineTuningJobs")
                .valueStream()
                .map(job -> job.path("name").asString())
                .toList();
    }
}
