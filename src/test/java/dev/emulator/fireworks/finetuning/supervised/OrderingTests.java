package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists in the order that the client requests, with any page size. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderingTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    /** Creates six jobs. Jobs c and a have ended, in this order. The others do not end. */
    @BeforeAll
    void sixJobs() {
        create("c", "epochs", 1, "learningRate", 0.2, "wandbConfig", Json.object("project", "x"), "displayName", "b");
        time.passes(Duration.ofSeconds(1));
        create("a", "epochs", 2, "learningRate", 0.1, "wandbConfig", Json.object("project", "y"), "displayName", "B");
        time.passes(Duration.ofHours(1));
        create("f", "epochs", 10, "learningRate", 0.00001, "displayName", "a");
        create("b", "epochs", 2, "learningRate", 3, "displayName", "é");
        time.passes(Duration.ofSeconds(1));
        create("d", "epochs", 10, "learningRate", 0.1, "wandbConfig", Json.object());
        create("e", "epochs", 1, "displayName", "\uffee");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // by columns; what ties is told apart by name, in the direction of the last key
                "''                        | a b c d e f",
                "name                      | a b c d e f",
                "name desc                 | f e d c b a",
                "create_time               | c a b f d e",
                "createTime desc           | e d f b a c",
                "create_time desc, name    | d e b f a c",
                "create_time, name desc    | c a f b e d",
                "created_by, create_time desc | e d f b a c",
                "state, name desc          | c a e d f b",
                "completed_time            | c a b d e f",
                "completed_time desc       | f e d b a c",
                "completed_time desc, name | b d e f a c",
                "completed_time, create_time desc | c a e d f b",
                "update_time               | c a b d e f",
                // by fields of the job
                "epochs                    | c e a b d f",
                "epochs desc               | d f a b c e",
                "epochs desc, name desc    | f d b a e c",
                "epochs, create_time desc  | e c b a d f",
                "create_time, epochs desc  | c a f b d e",
                "learning_rate             | f e a d c b",
                "learningRate desc, epochs | b c a d e f",
                "display_name              | d a f c b e",
                "wandb_config.project      | d c a b e f",
                "wandbConfig.project desc  | b e f a c d",
                "job_progress.percent desc, name | d e a c b f",
                "estimated_cost.units, name | c e a b d f",
            })
    void jobsComeInOrder(String orderBy, String expected) {
        for (var size : List.of(50, 1, 2, 5)) {
            assertThat(String.join(" ", walk(orderBy, size)))
                    .as("in pages of " + size)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "completed_time desc, epochs > 1, d f b a",
        "epochs, state = JOB_STATE_COMPLETED, c a",
        "epochs desc, completed_time = null, d f b e",
    })
    void anOrderGoesWithAFilter(String orderBy, String filter, String expected) {
        for (var size : List.of(50, 1, 3)) {
            assertThat(walk(orderBy, size, filter))
                    .as("in pages of " + size)
                    .containsExactlyInAnyOrder(expected.split(" "));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "nope | invalid order_by: unknown field \"nope\"",
                "name,wandb_config.nope desc | invalid order_by: unknown field \"wandb_config.nope\"",
                "name sideways | invalid order_by: syntax error in \"name sideways\"",
                "name desc desc | invalid order_by: syntax error in \"name desc desc\"",
                "name, | invalid order_by: empty field name",
                "epochs,name,epochs desc | invalid order_by: duplicate field \"epochs\"",
                "wandb_config | invalid order_by: cannot sort by field \"wandbConfig\"",
            })
    @Verified(INFERRED)
    void anInvalidOrderIsRefused(String orderBy, String message) {
        refused(request().queryParam("orderBy", orderBy).get(jobs.url()), Code.INVALID_ARGUMENT, message);
    }

    private void create(String id, Object... fields) {
        jobs.post(id, Json.with(Json.object("dataset", "d"), fields)).then().statusCode(200);
    }

    private List<String> walk(String orderBy, int size) {
        return walk(orderBy, size, "");
    }

    private List<String> walk(String orderBy, int size, String filter) {
        var ids = new ArrayList<String>();
        var token = "";
        do {
            var page = json(request()
                    .queryParam("orderBy", orderBy)
                    .queryParam("filter", filter)
                    .queryParam("pageSize", size)
                    .queryParam("pageToken", token)
                    .get(jobs.url()));
            ids.addAll(jobs.ids(page));
            token = page.path("nextPageToken").asString();
        } while (!token.isEmpty() && ids.size() < 100);
        return ids;
    }
}
