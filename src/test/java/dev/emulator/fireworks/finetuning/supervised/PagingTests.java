package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasSize;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that reads all pages of a list sees each job exactly once. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class PagingTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @Test
    void anAccountWithoutJobsHasAnEmptyList() {
        assertThat(json(jobs.list())).isEqualTo(json("""
                        {"supervisedFineTuningJobs": [], "nextPageToken": "", "totalSize": 0}"""));
    }

    @Test
    void a120JobsComeInThreePagesOf50() {
        someJobs(120);
        var sizes = new ArrayList<Integer>();
        var ids = new ArrayList<String>();
        var token = "";
        do {
            var page = json(request().queryParam("pageToken", token).get(jobs.url() + "?pageSize=50"));
            sizes.add(page.path("supervisedFineTuningJobs").size());
            page.path("supervisedFineTuningJobs")
                    .forEach(job -> ids.add(job.path("name").asString()));
            assertThat(page.path("totalSize").asInt()).isEqualTo(120);
            token = page.path("nextPageToken").asString();
        } while (!token.isEmpty());

        assertThat(sizes).containsExactly(50, 50, 20);
        assertThat(ids).hasSize(120).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aPageIsAsLongAsWishedUpTo200() {
        someJobs(205);
        var sizes = Map.of(
                "", 50,
                "?pageSize=0", 50,
                "?pageSize=1", 1,
                "?page_size=7", 7,
                "?pageSize=200", 200,
                "?pageSize=201", 200,
                "?pageSize=2147483647", 200);
        sizes.forEach((query, size) -> request()
                .get(jobs.url() + query)
                .then()
                .body("supervisedFineTuningJobs", hasSize(size))
                .body("totalSize", equalTo(205)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "state = \"JOB_STATE_CREATING\"", "epochs = 2"})
    @Verified(INFERRED)
    void aWalkIsNotDisturbedByJobsThatComeAndGo(String filter) {
        for (var orderBy : List.of("", "create_time desc", "epochs, display_name desc")) {
            var mine = someJobs(30);
            var going = mine.subList(10, 20);
            var seen = new ArrayList<String>();
            var token = "";
            do {
                var page = json(request()
                        .queryParam("filter", filter)
                        .queryParam("orderBy", orderBy)
                        .queryParam("pageSize", 4)
                        .queryParam("pageToken", token)
                        .get(jobs.url()));
                seen.addAll(jobs.ids(page));
                token = page.path("nextPageToken").asString();
                jobs.create();
                jobs.delete(going.get(seen.size() % going.size())).then();
                time.passes(Duration.ofMillis(10));
            } while (!token.isEmpty() && seen.size() < 1000);

            assertThat(seen)
                    .doesNotHaveDuplicates()
                    .containsAll(mine.subList(0, 10))
                    .containsAll(mine.subList(20, 30));
        }
    }

    @Test
    @Verified(INFERRED)
    void aTokenIsGoodForTheListItCameFromOnly() {
        someJobs(3);
        var token = jobs.list("pageSize=1").<String>path("nextPageToken");
        var other = jobs.url().replace(account, account + "b");

        request()
                .queryParam("pageToken", token)
                .get(jobs.url() + "?pageSize=2")
                .then()
                .statusCode(200);
        request()
                .queryParam("pageToken", token)
                .get(jobs.url() + "?readMask=name")
                .then()
                .statusCode(200);
        for (var refused : List.of(
                jobs.url() + "?filter=epochs=1",
                jobs.url() + "?orderBy=name desc",
                jobs.url() + "?orderBy=epochs",
                other)) {
            refused(request().queryParam("pageToken", token).get(refused), Code.INVALID_ARGUMENT, "invalid page token");
        }
    }

    @Test
    @Verified(INFERRED)
    void aTokenThatWasTamperedWithIsRefused() {
        someJobs(3);
        var token = jobs.list("pageSize=1").<String>path("nextPageToken");
        assertThat(token).matches("[A-Za-z0-9_-]+");
        var middle = token.length() / 2;
        var changed = token.charAt(middle) == 'A' ? 'B' : 'A';
        for (var bad : List.of(
                "-1",
                "1.5",
                "+1",
                "0x1",
                "１",
                "x",
                "%",
                "日本",
                token + 'A',
                token + "==",
                token.substring(1),
                token.substring(0, token.length() - 1),
                token.substring(0, middle) + changed + token.substring(middle + 1))) {
            refused(
                    request().queryParam("pageToken", bad).get(jobs.url()),
                    Code.INVALID_ARGUMENT,
                    "invalid page token");
        }
    }

    @Test
    @Verified(INFERRED)
    void theSameOrderMayBeSpelledAnotherWayOnTheNextPage() {
        someJobs(3);
        var token = jobs.list("pageSize=1&orderBy=create_time desc").<String>path("nextPageToken");
        request()
                .queryParam("pageToken", token)
                .queryParam("orderBy", "createTime   desc")
                .get(jobs.url())
                .then()
                .statusCode(200)
                .body("supervisedFineTuningJobs", hasSize(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state                     | state",
                "name,state                | name,state",
                "create_time,displayName   | createTime,displayName",
                "status.code               | status",
                "' name , epochs '         | name,epochs",
            })
    void aMaskLeavesWhatItNames(String mask, String fields) {
        var id = jobs.create();
        var expected = fields.split(",");
        var job = json(request().queryParam("readMask", mask).get(jobs.url(id)));
        assertThat(job.propertyNames()).containsExactlyInAnyOrder(expected);
        var page = json(request().queryParam("read_mask", mask).get(jobs.url()));
        assertThat(page.path("supervisedFineTuningJobs").path(0)).isEqualTo(job);
        assertThat(page.propertyNames()).contains("nextPageToken", "totalSize");
    }

    @Test
    void aMaskReachesIntoMessages() {
        var id = jobs.create("{\"dataset\": \"d\", \"wandbConfig\": {\"project\": \"p\", \"entity\": \"e\"}}");
        request()
                .get(jobs.url(id) + "?readMask=wandb_config.project,lrScheduler.linear.decayRatio")
                .then()
                .body("wandbConfig", equalTo(Map.of("project", "p")))
                .body("$", hasEntry("lrScheduler", null))
                .body("size()", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "name,*", " "})
    void noMaskOrAnAsteriskLeavesEverything(String mask) {
        var id = jobs.create();
        assertThat(json(request().queryParam("readMask", mask).get(jobs.url(id))))
                .isEqualTo(json(jobs.get(id)));
    }

    @ParameterizedTest
    @CsvSource({"nope, nope", "'name,wandbConfig.nope', wandbConfig.nope", "name.x, name.x", "Name, Name"})
    @Verified(INFERRED)
    void aMaskWithABadPathIsRefusedEvenWhereThereIsNothingToMask(String mask, String path) {
        var message = "invalid field mask: unknown field \"" + path + '"';
        refused(request().queryParam("readMask", mask).get(jobs.url()), Code.INVALID_ARGUMENT, message);
        var id = jobs.create();
        refused(request().queryParam("readMask", mask).get(jobs.url()), Code.INVALID_ARGUMENT, message);
        refused(request().queryParam("readMask", mask).get(jobs.url(id)), Code.INVALID_ARGUMENT, message);
    }

    @Test
    void aListIsOfOneAccount() {
        jobs.create();
        request()
                .get(jobs.url().replace(account, account + "b"))
                .then()
                .body("supervisedFineTuningJobs", hasSize(0))
                .body("totalSize", equalTo(0));
    }

    private List<String> someJobs(int number) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < number; i++) {
            ids.add(jobs.create(Json.object("dataset", "d", "epochs", 2, "displayName", "job " + i % 7)));
        }
        return ids;
    }
}
