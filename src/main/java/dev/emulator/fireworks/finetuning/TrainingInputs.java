package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.chance.RandomSeed;
import dev.emulator.fireworks.dataset.TrainingData;
import dev.emulator.fireworks.dataset.TrainingMethod;
import dev.emulator.fireworks.model.BaseModels;
import dev.emulator.fireworks.training.TrainingRun;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks up the datasets and models of a job, and computes its training run. */
@Component
public class TrainingInputs {

    /** Default number of samples in a step, as in the console of the live service. */
    private static final int USUAL_BATCH = 32;

    private static final int USUAL_BATCH_OF_PAIRS = 4;

    /** Assumed number of rows of an unknown dataset. */
    private static final long USUAL_ROWS = 1000;

    /** With evalAutoCarveout, one row in ten is used for the evaluation, up to 1000 rows. */
    private static final int CARVED_OUT = 10;

    private static final int MOST_CARVED_OUT = 1000;

    private final TrainingData datasets;
    private final BaseModels models;
    private final RandomSeed randomSeed;

    TrainingInputs(TrainingData datasets, BaseModels models, RandomSeed randomSeed) {
        this.datasets = datasets;
        this.models = models;
        this.randomSeed = randomSeed;
    }

    /**
     * The datasets and models that a job refers to, if they exist.
     *
     * @param baseModel name of the base model, also of the one below an adapter; empty if unknown
     * @param parent the adapter that the training continues
     */
    public record Inputs(
            Optional<TrainingData.Facts> data,
            Optional<TrainingData.Facts> evaluation,
            String baseModel,
            Optional<BaseModels.Facts> base,
            Optional<BaseModels.Facts> parent) {

        /** Why the job fails when it reads its data; empty if the data is valid. */
        public String failure() {
            return data.map(TrainingData.Facts::failure)
                    .filter(failure -> !failure.isEmpty())
                    .or(() -> evaluation.map(TrainingData.Facts::failure))
                    .orElse("");
        }

        private Optional<TrainingData.Facts> readyData() {
            return data.filter(TrainingData.Facts::isReady);
        }
    }

    public Inputs find(String account, TrainingSpec<?> spec) {
        var settings = spec.settings();
        var parent = model(account, settings.warmStartFrom());
        var baseModel = settings.baseModel().isEmpty()
                ? parent.map(BaseModels.Facts::baseModel).orElse("")
                : full(account, settings.baseModel());
        return new Inputs(
                datasets.find(account, spec.dataset(), spec.trainingMethod()),
                spec.evaluationDataset().isEmpty()
                        ? Optional.empty()
                        : datasets.find(account, spec.evaluationDataset(), spec.trainingMethod()),
                baseModel,
                model(account, baseModel),
                parent);
    }

    private Optional<BaseModels.Facts> model(String account, String reference) {
        return models.find(account, full(account, reference));
    }

    private static String full(String account, String reference) {
        return ResourceName.full(account, "models", reference);
    }

    /** Tokens times price. For a missing dataset, the assumed number of tokens is used. */
    public long dollarNanos(TrainingSpec<?> spec, Inputs inputs) {
        return TrainingCost.dollarNanos(
                inputs.baseModel(),
                inputs.base().map(BaseModels.Facts::parameterCount).orElse(0L),
                spec.settings().epochs(),
                tokens(inputs));
    }

    TrainingRun run(String account, TrainingSpec<?> spec, Inputs inputs) {
        var settings = spec.settings();
        var data = inputs.readyData();
        var rows = data.map(TrainingData.Facts::rows).orElse(USUAL_ROWS);
        var tokens = tokens(inputs);
        var scheduler = Objects.requireNonNullElse(settings.lrScheduler(), LearningRateScheduler.UNSET);
        var run = new TrainingRun(
                randomSeed.value(),
                data.map(TrainingData.Facts::checksum).orElse(""),
                inputs.baseModel(),
                rows,
                tokens,
                evaluationRows(spec, inputs, rows),
                settings.epochs(),
                stepsPerEpoch(spec, rows, tokens),
                settings.learningRate(),
                settings.learningRateWarmupSteps(),
                scheduler.decay(),
                scheduler.decayRatio(),
                scheduler.minLrRatio(),
                settings.optimizerWeightDecay(),
                rank(settings, inputs),
                settings.maxContextLength(),
                inputs.parent().map(BaseModels.Facts::finalLoss).orElse(0.0));
        return run.withObjective(spec.objective());
    }

    private static long tokens(Inputs inputs) {
        return inputs.readyData().map(TrainingData.Facts::tokens).orElse(TrainingCost.USUAL_TOKENS);
    }

    /** A step is a number of samples. In the older training backend it is a number of packed tokens, the {@code batchSize}. */
    private static long stepsPerEpoch(TrainingSpec<?> spec, long rows, long tokens) {
        var settings = spec.settings();
        if (settings.batchSizeSamples() == 0 && settings.batchSize() > 0) {
            return ceil(tokens, settings.batchSize());
        }
        var usual = spec.trainingMethod() == TrainingMethod.PREFERENCE ? USUAL_BATCH_OF_PAIRS : USUAL_BATCH;
        return ceil(rows, settings.batchSizeSamples() > 0 ? settings.batchSizeSamples() : usual);
    }

    private static long ceil(long number, long divisor) {
        return (number + divisor - 1) / divisor;
    }

    private static long evaluationRows(TrainingSpec<?> spec, Inputs inputs, long rows) {
        if (!spec.evaluationDataset().isEmpty()) {
            return inputs.evaluation()
                    .filter(TrainingData.Facts::isReady)
                    .map(TrainingData.Facts::rows)
                    .orElse(USUAL_ROWS);
        }
        return spec.evalAutoCarveout() ? Math.min(MOST_CARVED_OUT, ceil(rows, CARVED_OUT)) : 0;
    }

    /** A training that continues an adapter keeps its rank. */
    private static int rank(TrainingSettings settings, Inputs inputs) {
        return settings.loraRank() > 0
                ? settings.loraRank()
                : inputs.parent().map(BaseModels.Facts::rank).orElse(0);
    }
}
