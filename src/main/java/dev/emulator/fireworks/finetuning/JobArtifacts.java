package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.dataset.TrainingData;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.storage.Blob;
import dev.emulator.fireworks.storage.Bucket;
import dev.emulator.fireworks.storage.Content;
import dev.emulator.fireworks.training.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** The files of jobs of one type. They are generated when they are downloaded, from the training data and the progress of the job. */
public final class JobArtifacts implements Bucket {

    private final TrainedJobService<?, ?, ?> jobs;
    private final Factory uses;

    private JobArtifacts(TrainedJobService<?, ?, ?> jobs, Factory uses) {
        this.jobs = jobs;
        this.uses = uses;
    }

    /** Creates the bucket of a type of jobs. */
    @Component
    public static final class Factory {

        private final TrainingData datasets;
        private final RenderedSamples samples;
        private final AccountClocks clocks;
        private final ProtoJson protoJson;
        private final boolean logs;

        Factory(
                TrainingData datasets,
                RenderedSamples samples,
                AccountClocks clocks,
                ProtoJson protoJson,
                EmulatorProperties properties) {
            this.datasets = datasets;
            this.samples = samples;
            this.clocks = clocks;
            this.protoJson = protoJson;
            this.logs = properties.trainerLogs();
        }

        public JobArtifacts bucket(TrainedJobService<?, ?, ?> jobs) {
            return new JobArtifacts(jobs, this);
        }
    }

    @Override
    public String collection() {
        return jobs.collection();
    }

    @Override
    public Blob put(ResourceName job, String filename, InputStream content, Consumer<Optional<Blob>> precondition) {
        throw ApiException.failedPrecondition("only the job itself writes " + filename);
    }

    @Override
    public Optional<Content> get(ResourceName job, String filename) throws IOException {
        var row = jobs.require(job);
        return switch (filename) {
            case ArtifactLinks.METRICS -> metrics(row, filename, Metrics::writeLines);
            case ArtifactLinks.TRAINER_LOGS -> uses.logs ? metrics(row, filename, Metrics::writeLog) : Optional.empty();
            case ArtifactLinks.RENDER_SAMPLES -> renderSamples(row);
            default -> Optional.empty();
        };
    }

    private interface MetricsWriter {
        void write(Metrics metrics, long steps, OutputStream out) throws IOException;
    }

    /** Empty before the first step. */
    private Optional<Content> metrics(TrainedJobRow<?, ?> row, String filename, MetricsWriter writer) {
        var training = row.training(uses.protoJson);
        var steps = row.steps(uses.clocks.of(row.account()).instant(), training);
        return steps == 0
                ? Optional.empty()
                : Optional.of(Content.generated(
                        filename + " " + training + " " + steps,
                        row.completedTime(),
                        out -> writer.write(new Metrics(training), steps, out)));
    }

    /** Empty until the job has ended, and after its dataset was changed or deleted. */
    private Optional<Content> renderSamples(TrainedJobRow<?, ?> row) throws IOException {
        if (!row.jobState().isTerminal()) {
            return Optional.empty();
        }
        var training = row.training(uses.protoJson);
        var spec = row.spec(uses.protoJson).value();
        var first = uses.datasets.samples(row.account(), spec.dataset(), training.checksum(), RenderedSamples.MOST);
        return first.isEmpty()
                ? Optional.empty()
                : Optional.of(Content.generated(
                        "samples " + training,
                        row.completedTime(),
                        out -> uses.samples.write(first, training.maxContextLength(), out)));
    }
}
