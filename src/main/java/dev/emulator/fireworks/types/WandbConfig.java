package dev.emulator.fireworks.types;

import dev.emulator.fireworks.aip.ResourceName;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** The Weights &amp; Biases run to which a job logs its training. The emulator sends nothing there. */
public record WandbConfig(boolean enabled, String apiKey, String project, String entity, String runId, String url) {

    /** W&amp;B's name for the project of runs without a project. */
    private static final String NO_PROJECT = "uncategorized";

    /** Sets the id and the URL of a job's run. */
    public WandbConfig of(ResourceName job) {
        if (!enabled) {
            return new WandbConfig(false, apiKey, project, entity, runId, "");
        }
        var run = runId.isEmpty() ? job.id() : runId;
        var runUrl = "https://wandb.ai/" + segment(entity.isEmpty() ? job.account() : entity) + "/"
                + segment(project.isEmpty() ? NO_PROJECT : project) + "/runs/" + segment(run);
        return new WandbConfig(true, apiKey, project, entity, run, runUrl);
    }

    private static String segment(String text) {
        return UriUtils.encodePathSegment(text, StandardCharsets.UTF_8);
    }
}
