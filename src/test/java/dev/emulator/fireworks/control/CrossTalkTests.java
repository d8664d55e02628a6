package dev.emulator.fireworks.control;

import static dev.emulator.fireworks.model.Models.QWEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Accounts with their own clocks, plans, faults and resets do not affect each other. */
@AlsoOnPostgresql
class CrossTalkTests extends Story {

    private static final int ACCOUNTS = 50;

    /** Set {@code -Dcrosstalk.seconds=120} for a longer test. */
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("crosstalk.seconds", 10));

    private static final String JOB = Json.object("dataset", "accounts/x/datasets/train", "baseModel", QWEN)
            .toString();

    @Test
    void everyAccountFindsWhatItHasDoneItselfAndNothingElse() {
        var deadline = System.nanoTime() + TIME.toNanos();
        var rounds = AtOnce.times(ACCOUNTS, ACCOUNTS, number -> {
            var world = new World(number);
            var done = 0;
            do {
                world.round();
                done++;
            } while (System.nanoTime() < deadline);
            return done;
        });
        assertThat(rounds).hasSize(ACCOUNTS).allMatch(done -> done > 0);
    }

    private final class World {

        private final SplittableRandom random;
        private final Client client;
        private final String control;

        private World(int number) {
            random = new SplittableRandom(number);
            var name = account + "-" + number;
            client = new Client(port, name);
            control = "/_emulator/v1/accounts/" + name;
        }

        private void round() {
            post(control + ":reset", Json.object());
            var start = Instant.parse("2030-01-01T00:00:00Z").plusSeconds(random.nextInt(1_000_000_000));
            post(control + "/clock:freeze", Json.object());
            post(control + "/clock:advance", Json.object("to", start));
            var length = 1 + random.nextInt(1000);
            var reason = "reason " + random.nextInt();
            var running = Json.object("state", "RUNNING", "lasts", length + "s");
            var failed = Json.object("state", "FAILED", "code", "ABORTED", "message", reason);
            put(control + "/defaultPlan", Json.object("plan", Json.object("stages", List.of(running, failed))));
            var broken = 1 + random.nextInt(3);
            var match = Json.object("operation", "GetSupervisedFineTuningJob");
            var error = Json.object("preset", "UNAVAILABLE");
            post(
                    control + "/faults",
                    Json.object("match", match, "when", Json.object("first", broken), "error", error));
            var since = get(control + "/requests").get("cursor").asString();

            var jobs = 1 + random.nextInt(4);
            for (int i = 0; i < jobs; i++) {
                assertThat(client.send("POST", client.jobs() + "?supervisedFineTuningJobId=job-" + i, JOB)
                                .status())
                        .isEqualTo(200);
            }
            for (int i = 0; i < broken; i++) {
                assertThat(client.get("job-0").status()).isEqualTo(503);
            }
            var moved = post(control + "/clock:advance", Json.object("by", length + "s"));
            assertThat(moved.get("transitions")).hasSize(jobs);
            assertThat(moved.at("/clock/time").asString())
                    .isEqualTo(start.plusSeconds(length).toString());
            var job = client.get("job-0").json();
            assertThat(job.get("state").asString()).isEqualTo("JOB_STATE_FAILED");
            assertThat(job.at("/status/message").asString()).isEqualTo(reason);
            assertThat(job.get("completedTime").asString())
                    .isEqualTo(start.plusSeconds(length).toString());
            assertThat(client.totalSize()).isEqualTo(jobs);
            assertThat(get(control + "/faults").at("/faults/0/fired").asInt()).isEqualTo(broken);
            assertThat(get(control + "/requests?after=" + since + "&pageSize=200")
                            .get("requests"))
                    .hasSize(jobs + broken + 2);
        }

        private JsonNode get(String path) {
            return answered(client.send("GET", path, ""));
        }

        private JsonNode post(String path, JsonNode body) {
            return answered(client.send("POST", path, body.toString()));
        }

        private void put(String path, JsonNode body) {
            answered(client.send("PUT", path, body.toString()));
        }

        private static JsonNode answered(Client.Answer answer) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return answer.json();
        }
    }
}
