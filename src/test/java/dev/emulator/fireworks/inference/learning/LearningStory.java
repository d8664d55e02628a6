package dev.emulator.fireworks.inference.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.deployedmodel.DeployedModels;
import dev.emulator.fireworks.deployment.Deployments;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The base class of tests that train a model and talk to it. */
abstract class LearningStory extends Story {

    static final Duration UNTIL_COMPLETED = Duration.ofSeconds(6);
    private static final Duration UNTIL_DEPLOYED = Duration.ofSeconds(3);

    final Datasets datasets = new Datasets(api);
    final Models models = new Models(api);
    final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Deployments deployments = new Deployments(api);
    private final DeployedModels deployedModels = new DeployedModels(api);
    private final Inference inference = new Inference(api);

    /** Trains a model on rows and deploys it. Returns its name. */
    String learn(String id, String... rows) {
        datasets.create("data-" + id, String.join("\n", rows));
        jobs.createWith("dataset", datasets.name("data-" + id), "outputModel", id, "loraRank", 8);
        return deployTrained(id);
    }

    /** Completes all jobs, and deploys a model. Returns its name. */
    String deployTrained(String id) {
        time.passes(UNTIL_COMPLETED);
        deployments.create("on-" + id, "enableAddons", true, "minReplicaCount", 1);
        time.passes(UNTIL_DEPLOYED);
        deployedModels.load(models.name(id), "on-" + id);
        time.passes(UNTIL_DEPLOYED);
        return models.name(id);
    }

    /** Replaces the file of a dataset. */
    void upload(String id, String... rows) {
        request()
                .multiPart("file", "data.jsonl", bytes(String.join("\n", rows)))
                .post(datasets.url(id) + ":upload")
                .then()
                .statusCode(200);
    }

    /** Sends a chat that consists of the messages, which are JSON. */
    Response chat(String model, String... messages) {
        return inference.chat(Json.object(
                "model",
                model,
                "messages",
                List.of(messages).stream().map(Json::read).toList()));
    }

    Response chat(JsonNode body) {
        return inference.chat(body);
    }

    Response complete(String model, String prompt) {
        return inference.completions(Json.object("model", model, "prompt", prompt));
    }

    static String user(String text) {
        return message("user", text);
    }

    static String message(String role, String text) {
        return Json.object("role", role, "content", text).toString();
    }

    /** Returns a row of one question and its answer. */
    static String row(String question, String answer) {
        return rowOf(user(question), message("assistant", answer));
    }

    /** Returns a row of messages, which are JSON, on one line. */
    static String rowOf(String... messages) {
        return "{\"messages\": [" + String.join(", ", messages).replace("\n", " ") + "]}";
    }

    static void replies(Response answer, String rule, String content) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.header("X-Emulator-Reply")).isEqualTo(rule);
        assertThat(json(answer).at("/choices/0/message/content").asString()).isEqualTo(content);
    }

    static void isGenerated(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.header("X-Emulator-Reply")).isEqualTo("generated");
    }
}
