package dev.emulator.fireworks.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.job.JobState;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Client.Answer;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Ledger;
import dev.emulator.fireworks.story.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Random sequences of requests: time does not go back, each resource ends once, and the ledger is complete. */
@AlsoOnPostgresql
class WorldPropertyTests extends Story {

    private static final int STEPS = 40;

    private final ControlApi control = new ControlApi(api);

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void theInvariantsHold(long seed) {
        var world = new World(new SplittableRandom(seed), new Client(port, account));
        for (int step = 0; step < STEPS; step++) {
            world.step();
            world.check();
        }
    }

    private final class World {

        private final SplittableRandom random;
        private final Client client;
        private final List<String> jobs = new ArrayList<>();
        private final Map<Long, String> ends = new HashMap<>();
        private Instant latest = Instant.EPOCH;
        private int number;

        private World(SplittableRandom random, Client client) {
            this.random = random;
            this.client = client;
        }

        private void step() {
            switch (random.nextInt(15)) {
                case 0, 1, 2 -> create();
                case 3 -> control("/clock:freeze", "{}");
                case 4 -> control("/clock:resume", "{}");
                case 5 ->
                    control(
                            "/clock:scale",
                            Json.object("factor", 1 + random.nextInt(100)).toString());
                case 6, 7 ->
                    advance(Json.object("by", random.nextInt(8) + "." + random.nextInt(10) + "s")
                            .toString());
                case 8 -> advance("{\"until\": \"NEXT_EVENT\"}");
                case 9 -> advance("{\"until\": \"ALL_IDLE\"}");
                case 10 -> onAJob(id -> client.cancel(id));
                case 11 -> onAJob(id -> client.delete(id));
                case 12 ->
                    onAJob(id -> control(
                            "/resources/supervisedFineTuningJobs/" + id + ":transition",
                            Json.object(
                                            "state",
                                            List.of("PAUSED", "RUNNING", "FAILED")
                                                    .get(random.nextInt(3)))
                                    .toString()));
                case 13 -> reset();
                default -> time.passes(Duration.ofMillis(random.nextInt(3000)));
            }
        }

        /** Resets the account, which then uses the time of the machine again. */
        private void reset() {
            if (random.nextInt(3) == 0) {
                assertThat(control(":reset", "{}").status()).isEqualTo(200);
                assertThat(client.totalSize()).isZero();
                assertThat(new Ledger(jdbc).of(account)).isEmpty();
                jobs.clear();
                latest = Instant.EPOCH;
            }
        }

        private void create() {
            var id = "job-" + number++;
            assertThat(client.create(id).status()).isEqualTo(200);
            jobs.add(id);
        }

        private void onAJob(Function<String, Answer> call) {
            if (!jobs.isEmpty()) {
                assertThat(call.apply(jobs.get(random.nextInt(jobs.size()))).status())
                        .isIn(200, 400, 404);
            }
        }

        /** Advances the clock, and compares the reported transitions with the ledger. */
        private void advance(String body) {
            var moved = control("/clock:advance", body).json();
            var from = Instant.parse(moved.get("from").asString());
            var to = Instant.parse(moved.get("to").asString());
            var told = new ArrayList<String>();
            moved.get("transitions")
                    .forEach(change -> told.add(change.get("time").asString()));
            assertThat(told)
                    .isSorted()
                    .allSatisfy(at -> assertThat(Instant.parse(at)).isBetween(from, to));
            assertThat(new Ledger(jdbc)
                            .of(account).stream()
                                    .filter(change -> change.at().isAfter(from)
                                            && !change.at().isAfter(to))
                                    .count())
                    .isEqualTo(told.stream()
                            .filter(at -> Instant.parse(at).isAfter(from))
                            .count());
        }

        private Answer control(String call, String body) {
            return client.send("POST", control.url(call), body);
        }

        private void check() {
            var now = Instant.parse(client.send("GET", control.url("/clock"), "")
                    .json()
                    .get("time")
                    .asString());
            assertThat(now).isAfterOrEqualTo(latest);
            latest = now;
            new Ledger(jdbc).histories(account).forEach((row, changes) -> {
                var last = changes.get(changes.size() - 1);
                assertThat(last.at()).isBeforeOrEqualTo(now);
                assertThat(changes.subList(0, changes.size() - 1))
                        .allSatisfy(change -> assertThat(change.to()).isNotNull());
                var ended = changes.stream()
                        .filter(change -> change.to() != null
                                && JobState.valueOf(change.to()).isTerminal())
                        .toList();
                assertThat(ended).hasSizeLessThanOrEqualTo(1);
                ended.forEach(end -> assertThat(ends.merge(row, end.to(), (before, after) -> before))
                        .isEqualTo(end.to()));
                var shown = client.get(last.id());
                assertThat(shown.status() == 404 ? null : shown.state()).isEqualTo(last.to());
            });
        }
    }
}
