package dev.emulator.fireworks.finetuning.dpo;

import dev.emulator.fireworks.job.JobClient;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.ApiClient;
import dev.emulator.fireworks.story.Json;
import tools.jackson.databind.node.ObjectNode;

/** The DPO jobs of an account. */
public final class DpoJobs extends JobClient {

    private final ApiClient api;

    public DpoJobs(ApiClient api) {
        super(api, "dpoJobs", "dpoJobId");
        this.api = api;
    }

    @Override
    public ObjectNode smallest() {
        return Json.object(
                "dataset",
                "accounts/" + api.account() + "/datasets/train",
                "trainingConfig",
                Json.object("baseModel", Models.QWEN));
    }

    /** Creates the smallest job with more fields in {@code trainingConfig}, and returns its ID. */
    public String createWith(Object... namesAndValues) {
        var job = smallest();
        Json.with((ObjectNode) job.get("trainingConfig"), namesAndValues);
        return create(job);
    }

    /** Asks for the URL of the metrics file. */
    public String metricsUrl(String id) {
        return request()
                .get(url(id) + ":getMetricsFileEndpoint")
                .then()
                .statusCode(200)
                .extract()
                .path("signedUrl");
    }
}
