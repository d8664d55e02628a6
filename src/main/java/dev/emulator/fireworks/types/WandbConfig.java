package dev.emulator.fireworks.types;

import dev.emulator.fireworks.aip.ResourceName;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** Where a job would log its training progress. Nothing is ever sent there. */
public record WandbConfig(boolean enabled, String apiKey, String project, String entity, String runId, String url) {

    /** What W&B calls the project of runs that have none. */
    private static final String NO_PROJECT = "uncategorized";

    /** Where the run of a job would be seen. */
    public WandbConfig of(ResourceName job) {
        if (!enabled) {
            return new WandbConfig(false, apiKey, project, entity, runId, "");
        }
        var run = runId.isEmpty() ? job.id() : runId;
        var address = "https://wandb.ai/" + segment(entity.isEmpty() ? job.account() : entity) + "/"
                + segment(project.isEmpty() ? NO_PROJECT : project) + "/runs/" + segment(run);
        return new WandbConfig(true, apiKey, project, entity, run, address);
    }

    private static String segment(String text) {
        return UriUtils.encodePathSegment(text, StandardCharsets.UTF_8);
    }
}
