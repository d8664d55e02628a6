package dev.emulator.fireworks.world;

import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Story;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Archives of versions whose plans were for jobs only can be restored. */
class FormerPlansTests extends Story {

    private static final String FORMER = """
            {"rules": [{"name": "accounts/%1$s/plans/nightly", "match": {"jobId": "nightly-*", "dataset": "train",
                "type": "supervisedFineTuningJobs"}, "choice": {"use": "expires"}}],
             "byDefault": {"plan": {"name": "mine", "stages": [{"state": "COMPLETED"}], "loss": "DIVERGE"}},
             "byJob": {"doomed": {"use": "fails"}}}""";

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final ControlApi control = new ControlApi(api);

    private static String former(String row, String account) {
        var document = (ObjectNode) JsonMapper.shared().readTree(row);
        return document.path("kind").asString().equals("plans")
                ? document.put("content", FORMER.formatted(account)).toString()
                : row;
    }

    private String created(String id) {
        jobs.post(id, jobs.smallest()).then().statusCode(200);
        return control.url() + "/resources/supervisedFineTuningJobs/" + id;
    }

    @Test
    void whatWasSetIsRestored() {
        control.put("/defaultPlan", "{\"use\": \"fails\"}").then().statusCode(200);
        var archive = Zip.read(control.snapshot())
                .edit(
                        "tables/account_document.jsonl",
                        rows -> rows.lines()
                                .map(row -> former(row, account))
                                .collect(Collectors.joining("\n", "", "\n")));
        control.restore(archive.bytes()).then().statusCode(200);

        request().get(created("nightly-1")).then().body("plan.name", equalTo("expires"));
        request().get(created("doomed")).then().body("plan.why", equalTo("set for resource doomed"));
        request()
                .get(created("other"))
                .then()
                .body("plan.name", equalTo("mine"))
                .body("plan.attributes.loss", equalTo("DIVERGE"));
        var set = control.url() + "/resources/supervisedFineTuningJobs/doomed/plan";
        request().get(set).then().body("use", equalTo("fails"));
        request().delete(set).then().statusCode(200);
        request().get(set).then().statusCode(404);
    }
}
