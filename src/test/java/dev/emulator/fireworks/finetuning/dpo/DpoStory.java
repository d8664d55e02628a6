package dev.emulator.fireworks.finetuning.dpo;

import dev.emulator.fireworks.story.Story;
import java.time.Duration;

/** What every story of DPO jobs starts from. The addresses of jobs are theirs. */
abstract class DpoStory extends Story {

    /** A pair to train on, of 18 tokens. */
    static final String PAIR = """
            {"input": {"messages": [{"role": "user", "content": "Hello there"}]}, \
            "preferred_output": [{"role": "assistant", "content": "Hi!"}], \
            "non_preferred_output": [{"role": "assistant", "content": "What?"}]}
            """;

    static final Duration UNTIL_COMPLETED = Duration.ofSeconds(6);

    @Override
    protected String jobs() {
        return "/v1/accounts/" + account + "/dpoJobs";
    }

    @Override
    protected String aJob() {
        return aJob("""
                {"dataset": "accounts/%s/datasets/train", "trainingConfig": {"baseModel": "%s"}}""".formatted(account, QWEN));
    }

    /** Makes a job on dataset {@code train} with more settings of its training. */
    String aJobWith(String settings) {
        return aJob(
                "{\"dataset\": \"train\", \"trainingConfig\": {\"baseModel\": \"%s\", %s}}".formatted(QWEN, settings));
    }

    String metricsAddress(String id) {
        return request()
                .get(job(id) + ":getMetricsFileEndpoint")
                .then()
                .statusCode(200)
                .extract()
                .path("signedUrl");
    }

    String name(String collection, String id) {
        return "accounts/" + account + "/" + collection + "/" + id;
    }
}
