package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.job.JobClient;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.ApiClient;
import dev.emulator.fireworks.story.Json;
import tools.jackson.databind.node.ObjectNode;

/** The supervised fine-tuning jobs of an account. */
public final class SupervisedJobs extends JobClient {

    private final ApiClient api;

    public SupervisedJobs(ApiClient api) {
        super(api, "supervisedFineTuningJobs", "supervisedFineTuningJobId");
        this.api = api;
    }

    @Override
    public ObjectNode smallest() {
        return Json.object("dataset", "accounts/" + api.account() + "/datasets/train", "baseModel", Models.QWEN);
    }

    /** Creates the smallest job with more fields, and returns its ID. */
    public String createWith(Object... namesAndValues) {
        return create(Json.with(smallest(), namesAndValues));
    }
}
