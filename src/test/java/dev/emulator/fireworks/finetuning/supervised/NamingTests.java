package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client or the server chooses the ID of a job. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class NamingTests extends Story {

    private static final String RULE = ": must be 1-63 characters of a-z, 0-9 and -, without a hyphen at either end";

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @Test
    void anIdThatIsLeftOpenIsARandomUuid() {
        assertThat(jobs.create())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                .isNotEqualTo(jobs.create());
    }

    @Test
    void anEmptyIdIsLeftOpen() {
        request("{\"dataset\": \"train\"}")
                .post(jobs.url() + "?supervisedFineTuningJobId=")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "7",
                "my-job",
                "a--b",
                "0c9e4a3e-6d7d-4f6e-9a3f-1f5f0f9d3c11",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            })
    void anIdOfTheClientsIsTaken(String id) {
        var name = "accounts/" + account + "/supervisedFineTuningJobs/" + id;
        request("{\"dataset\": \"train\"}")
                .queryParam("supervisedFineTuningJobId", id)
                .post(jobs.url())
                .then()
                .statusCode(200)
                .body("name", equalTo(name))
                .body("outputModel", equalTo("accounts/" + account + "/models/" + id));
        jobs.get(id).then().statusCode(200).body("name", equalTo(name));
    }

    @Test
    void theIdMayBeSpelledAsInTheProtoFile() {
        request("{\"dataset\": \"train\"}")
                .post(jobs.url() + "?supervised_fine_tuning_job_id=snake")
                .then()
                .body("name", equalTo("accounts/" + account + "/supervisedFineTuningJobs/snake"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-a",
                "a-",
                "-",
                "A",
                "my_job",
                "my.job",
                "my job",
                " ",
                "a/b",
                "a:b",
                "é",
                "日本",
                "😀",
                "a\u0000b",
                "a\nb",
                "%",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            })
    void anIdThatNoResourceCanHaveIsRefused(String id) {
        refused(
                        request("{\"dataset\": \"train\"}")
                                .queryParam("supervisedFineTuningJobId", id)
                                .post(jobs.url()),
                        Code.INVALID_ARGUMENT,
                        "invalid id \"" + id + '"' + RULE)
                .body("details.fieldViolations.flatten().field", hasItem("supervised_fine_tuning_job_id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-a",
                "a-",
                "A",
                "my_model",
                "my.model",
                "a:b",
                "é",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            })
    void aModelThatNoResourceCanBeIsRefused(String id) {
        for (var model : List.of(id, "accounts/" + account + "/models/" + id)) {
            refused(
                            jobs.post(Json.object("dataset", "train", "outputModel", model)),
                            Code.INVALID_ARGUMENT,
                            "output_model must be accounts/{account}/models/{model} or a model id")
                    .body("details.fieldViolations.flatten().field", hasItem("output_model"));
        }
    }

    @Test
    @Verified(INFERRED)
    void theSameIdInAnotherAccountIsAnotherJob() {
        var create = "?supervisedFineTuningJobId=same";
        request("{\"dataset\": \"one\"}").post(jobs.url() + create).then().statusCode(200);
        request("{\"dataset\": \"two\"}")
                .post(jobs.url().replace(account, account + "b") + create)
                .then()
                .statusCode(200);

        jobs.get("same").then().body("dataset", endsWith("/one"));
        jobs.list().then().body("totalSize", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPPER", "under_score", "-a", "é"})
    void anAccountThatCannotBeIsRefused(String name) {
        refused(
                request("{\"dataset\": \"train\"}").post("/v1/accounts/{account}/supervisedFineTuningJobs", name),
                Code.INVALID_ARGUMENT,
                "invalid account id \"" + name + '"' + RULE);
        refused(
                request().get("/v1/accounts/{account}/supervisedFineTuningJobs", name),
                Code.INVALID_ARGUMENT,
                "invalid account id \"" + name + '"' + RULE);
        refused(
                request().get("/v1/accounts/{account}", name),
                Code.INVALID_ARGUMENT,
                "invalid account id \"" + name + '"' + RULE);
    }
}
