package dev.emulator.fireworks.finetuning.dpo;

import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.Story;
import java.time.Duration;

/** The base class of stories about DPO jobs. */
abstract class DpoStory extends Story {

    /** A row with a preferred and a rejected answer, of 18 tokens. */
    static final String PAIR = """
            {"input": {"messages": [{"role": "user", "content": "Hello there"}]}, \
            "preferred_output": [{"role": "assistant", "content": "Hi!"}], \
            "non_preferred_output": [{"role": "assistant", "content": "What?"}]}
            """;

    static final Duration UNTIL_COMPLETED = Duration.ofSeconds(6);

    final DpoJobs jobs = new DpoJobs(api);
    final Datasets datasets = new Datasets(api);
    final Models models = new Models(api);

    String name(String collection, String id) {
        return "accounts/" + account + "/" + collection + "/" + id;
    }
}
