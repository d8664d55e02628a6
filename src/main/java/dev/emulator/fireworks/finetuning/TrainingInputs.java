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

/** Looks up what a job trains and on what, and works out how that will go. */
@Component
public class TrainingInputs {

    /** Samples in a step, where the client left it open; the console's defaults. */
    private static final int USUAL_BATCH = 32;

    private static final int USUAL_BATCH_OF_PAIRS = 4;

    /** Stands for a training set of which nothing is known. */
    private static final long USUAL_ROWS = 1000;

    /** Of the rows, one in so many is set aside for the evaluation where that is asked for, and no more than so many. */
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
     * What a job refers to, as far as it is there.
     *
     * @param baseModel the name of what is trained, in the end; empty if nobody knows
     * @param parent the adapter that is trained further
     */
    public record Inputs(
            Optional<TrainingData.Facts> data,
            Optional<TrainingData.Facts> evaluation,
            String baseModel,
            Optional<BaseModels.Facts> base,
            Optional<BaseModels.Facts> parent) {

        /** Why the job fails when it looks at its data; empty if it does not. */
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
        return ResourceName.parse(full(account, reference)).flatMap(name -> models.find(account, name));
    }

    private static String full(String account, String reference) {
        return ResourceName.full(account, "models", reference);
    }

    /** Tokens times price; of a dataset that is not there, the usual number of tokens. */
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
        return run.optimizing(spec.objective());
    }

    private static long tokens(Inputs inputs) {
        return inputs.readyData().map(TrainingData.Facts::tokens).orElse(TrainingCost.USUAL_TOKENS);
    }

    /** Samples are counted, but by the older backend, which packs so many tokens together. */
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

    /** An adapter that is trained further keeps its rank. */
    private static int rank(TrainingSettings settings, Inputs inputs) {
        return settings.loraRank() > 0
                ? settings.loraRank()
                : inputs.parent().map(BaseModels.Facts::rank).orElse(0);
    }
}
