package dev.emulator.fireworks.world;

import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.story.Story;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An archive from when plans were for jobs only still says what becomes of jobs. */
class FormerPlansTests extends Story {

    private static final String FORMER = """
            {"rules": [{"name": "accounts/%1$s/plans/nightly", "match": {"jobId": "nightly-*", "dataset": "train",
                "type": "supervisedFineTuningJobs"}, "choice": {"use": "expires"}}],
             "byDefault": {"plan": {"name": "mine", "stages": [{"state": "COMPLETED"}], "loss": "DIVERGE"}},
             "byJob": {"doomed": {"use": "fails"}}}""";

    private static String former(String row, String account) {
        var document = (ObjectNode) JsonMapper.shared().readTree(row);
        return document.path("kind").asString().equals("plans")
                ? document.put("content", FORMER.formatted(account)).toString()
                : row;
    }

    private String created(String id) {
        request("{\"dataset\": \"accounts/%s/datasets/train\", \"baseModel\": \"%s\"}".formatted(account, QWEN))
                .post(jobs() + "?supervisedFineTuningJobId=" + id)
                .then()
                .statusCode(200);
        return control() + "/resources/supervisedFineTuningJobs/" + id;
    }

    @Test
    void whatWasSetIsRestored() {
        request("{\"use\": \"fails\"}").put(control() + "/defaultPlan").then().statusCode(200);
        var archive = Zip.read(request("{}").post(control() + ":snapshot").asByteArray())
                .edit(
                        "tables/account_document.jsonl",
                        rows -> rows.lines()
                                .map(row -> former(row, account))
                                .collect(Collectors.joining("\n", "", "\n")));
        request()
                .contentType("application/zip")
                .body(archive.bytes())
                .post(control() + ":restore")
                .then()
                .statusCode(200);

        request().get(created("nightly-1")).then().body("plan.name", equalTo("expires"));
        request().get(created("doomed")).then().body("plan.why", equalTo("set for resource doomed"));
        request()
                .get(created("other"))
                .then()
                .body("plan.name", equalTo("mine"))
                .body("plan.attributes.loss", equalTo("DIVERGE"));
        var set = control() + "/resources/supervisedFineTuningJobs/doomed/plan";
        request().get(set).then().body("use", equalTo("fails"));
        request().delete(set).then().statusCode(200);
        request().get(set).then().statusCode(404);
    }
}
