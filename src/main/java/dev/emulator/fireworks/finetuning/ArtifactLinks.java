package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.job.JobProgress;
import dev.emulator.fireworks.job.JobView;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.storage.SignedUrls;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Signed URLs of a job's files. As observed, a job has these URLs from its creation, even before the files exist.
 */
public final class ArtifactLinks {

    public static final String METRICS = "metrics.jsonl";
    public static final String RENDER_SAMPLES = "render_samples.jsonl";
    public static final String TRAINER_LOGS = "trainer_logs.txt";

    private final SignedUrls.Signer signer;
    private final boolean logs;

    private ArtifactLinks(SignedUrls.Signer signer, boolean logs) {
        this.signer = signer;
        this.logs = logs;
    }

    /** The values on which a job's resource depends, in addition to its row. */
    private record Inputs(@Nullable JobProgress progress, SignedUrls.CommonParts common) {}

    /** Creates the links of one request. */
    @Component
    public static final class Maker {

        private final SignedUrls urls;
        private final ProtoJson protoJson;
        private final boolean logs;

        Maker(SignedUrls urls, ProtoJson protoJson, EmulatorProperties properties) {
            this.urls = urls;
            this.protoJson = protoJson;
            this.logs = properties.trainerLogs();
        }

        public ArtifactLinks via(HttpServletRequest request) {
            return new ArtifactLinks(urls.via(request), logs);
        }

        /** A view of jobs with their links. */
        public <R extends TrainedJobRow<?, T>, T> JobView<R, T> view(HttpServletRequest request) {
            var links = via(request);
            return (row, now) -> {
                var progress = row.jobProgress(now);
                return row.resource(
                        new Inputs(progress, links.signer.commonParts(row.account())),
                        () -> row.toResource(progress, links, protoJson));
            };
        }
    }

    public String metrics(ResourceName job) {
        return signer.artifact(job, METRICS);
    }

    public String renderSamples(ResourceName job) {
        return signer.artifact(job, RENDER_SAMPLES);
    }

    /** Empty if trainer logs are turned off. */
    public String trainerLogs(ResourceName job) {
        return logs ? signer.artifact(job, TRAINER_LOGS) : "";
    }
}
