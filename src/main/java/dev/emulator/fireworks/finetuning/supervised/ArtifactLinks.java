package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.storage.SignedUrls;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/**
 * Where a client fetches the files that a job leaves behind. They are told from the beginning on, whether or not the files are there yet,
 * as observed.
 */
final class ArtifactLinks {

    static final String METRICS = "metrics.jsonl";
    static final String RENDER_SAMPLES = "render_samples.jsonl";
    static final String TRAINER_LOGS = "trainer_logs.txt";

    private final SignedUrls.Signer signer;
    private final boolean logs;

    private ArtifactLinks(SignedUrls.Signer signer, boolean logs) {
        this.signer = signer;
        this.logs = logs;
    }

    /** Makes them for one request. */
    @Component
    static final class Maker {

        private final SignedUrls urls;
        private final boolean logs;

        Maker(SignedUrls urls, EmulatorProperties properties) {
            this.urls = urls;
            this.logs = properties.trainerLogs();
        }

        ArtifactLinks via(HttpServletRequest request) {
            return new ArtifactLinks(urls.via(request), logs);
        }
    }

    String metrics(ResourceName job) {
        return signer.artifact(job, METRICS);
    }

    String renderSamples(ResourceName job) {
        return signer.artifact(job, RENDER_SAMPLES);
    }

    /** Empty where the account may not read them. */
    String trainerLogs(ResourceName job) {
        return logs ? signer.artifact(job, TRAINER_LOGS) : "";
    }
}
