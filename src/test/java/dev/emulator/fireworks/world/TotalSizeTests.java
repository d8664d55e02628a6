package dev.emulator.fireworks.world;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The {@code totalSize} of lists is the number of resources after every operation that adds or removes some. */
@AlsoOnPostgresql
class TotalSizeTests extends Story {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final ControlApi control = new ControlApi(api);

    /** The number of jobs, models and datasets of an account. */
    record Sizes(int jobs, int models, int datasets) {}

    @Test
    void createAndDelete() {
        assertThat(sizes(account)).isEqualTo(new Sizes(0, 0, 0));
        datasets.create("rows", ROW);
        var id = jobs.create();
        assertThat(new Client(port, account).create(id).status()).isEqualTo(409);
        assertThat(sizes(account)).isEqualTo(new Sizes(1, 0, 1));

        time.passes(A_DAY);
        assertThat(sizes(account)).isEqualTo(new Sizes(1, 1, 1));

        jobs.delete(id).then().statusCode(200);
        datasets.delete("rows").then().statusCode(200);
        assertThat(sizes(account)).isEqualTo(new Sizes(1, 1, 0));
        time.passes(A_DAY);
        assertThat(sizes(account)).isEqualTo(new Sizes(0, 1, 0));
    }

    @Test
    void resetRestoreAndFork() {
        datasets.create("rows", ROW);
        jobs.create();
        time.passes(A_DAY);
        jobs.create();
        var full = new Sizes(2, 1, 1);
        assertThat(sizes(account)).isEqualTo(full);
        var archive = control.snapshot();

        control.post(":reset", "{}").then().statusCode(200);
        assertThat(sizes(account)).isEqualTo(new Sizes(0, 0, 0));

        jobs.create();
        control.restore(archive).then().statusCode(200);
        assertThat(sizes(account)).isEqualTo(full);

        var other = account + "-b";
        control.post(":fork", Json.object("account", other)).then().statusCode(200);
        jobs.create();
        assertThat(sizes(other)).isEqualTo(full);
        assertThat(sizes(account)).isEqualTo(new Sizes(3, 1, 1));
    }

    @Test
    void aForkAtAnEarlierTime() {
        control.freeze();
        jobs.create();
        control.advance("10s");
        var at = control.get("/clock").then().extract().<String>path("time");
        control.advance("1s");
        jobs.create();
        datasets.create("late", ROW);
        control.advance("10s");
        assertThat(sizes(account)).isEqualTo(new Sizes(2, 2, 1));

        var other = account + "-b";
        control.post(":fork", Json.object("account", other, "at", at)).then().statusCode(200);

        assertThat(sizes(other)).isEqualTo(new Sizes(1, 1, 0));
    }

    @Test
    void changesAndResetsAtTheSameTime() {
        AtOnce.times(120, 12, i -> {
            var client = new Client(port, account);
            if (i % 20 == 10) {
                return client.send("POST", control.url(":reset"), "{}").status();
            }
            if (i % 5 == 0) {
                time.passes(Duration.ofSeconds(10));
            }
            return client.create("job-" + i).status();
        });
        time.passes(A_DAY);

        var client = new Client(port, account);
        assertThat(sizes(account).jobs())
                .isEqualTo(client.list("pageSize=200")
                        .json()
                        .path("supervisedFineTuningJobs")
                        .size());
        assertThat(sizes(account).models())
                .isEqualTo(client.models("pageSize=200").path("models").size());
    }

    private Sizes sizes(String ofAccount) {
        var sizes = List.of("supervisedFineTuningJobs", "models", "datasets").stream()
                .map(collection -> json(request().get("/v1/accounts/" + ofAccount + "/" + collection)))
                .map(page -> page.path("totalSize").asInt())
                .toList();
        return new Sizes(sizes.get(0), sizes.get(1), sizes.get(2));
    }
}
