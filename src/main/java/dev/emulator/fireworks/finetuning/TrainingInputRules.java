package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.dataset.TrainingData;
import dev.emulator.fireworks.finetuning.TrainingInputs.Inputs;
import dev.emulator.fireworks.model.BaseModels;
import dev.emulator.fireworks.training.TrainingRun;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/**
 * The live service's checks of the datasets and models that a job refers to. Error texts that were observed are copied exactly.
 */
final class TrainingInputRules {

    private static final String UNSUPPORTED = "model is not supported for fine-tuning";
    private static final int CONTEXT_BLOCK = 16;

    private TrainingInputRules() {}

    /** @param spec with its defaults, which can be invalid as well */
    static void check(TrainingSpec<?> spec, Inputs inputs) {
        var settings = spec.settings();
        requireReady(inputs.data(), spec.dataset());
        if (!spec.evaluationDataset().isEmpty()) {
            requireReady(inputs.evaluation(), spec.evaluationDataset());
        }
        if (!settings.warmStartFrom().isEmpty()) {
            checkParent(settings, found(inputs.parent(), settings.warmStartFrom()));
        }
        var base = found(inputs.base(), inputs.baseModel());
        checkTunable(spec, base);
        if (base.useTrainingV2()) {
            checkForTrainingV2(spec);
        }
        var rows = inputs.data().map(TrainingData.Facts::rows).orElse(0L);
        // The product can overflow a long.
        var examples = BigInteger.valueOf(rows).multiply(BigInteger.valueOf(settings.epochs()));
        if (examples.compareTo(BigInteger.valueOf(TrainingRun.MOST_EXAMPLES)) > 0) {
            throw ApiException.invalidArgument(
                    settings.path() + "epochs",
                    "the number of examples times epochs must not be greater than " + TrainingRun.MOST_EXAMPLES
                            + ", but is " + examples);
        }
    }

    private static void requireReady(Optional<TrainingData.Facts> data, String dataset) {
        var facts = data.orElseThrow(() -> new ApiException(Code.NOT_FOUND, "dataset " + dataset + " not found"));
        if (!facts.isReady()) {
            throw ApiException.failedPrecondition("dataset " + dataset + " is not ready");
        }
    }

    private static BaseModels.Facts found(Optional<BaseModels.Facts> model, String name) {
        var facts = model.orElseThrow(() -> new ApiException(Code.NOT_FOUND, "model " + name + " not found"));
        if (!facts.isReady()) {
            throw ApiException.failedPrecondition("model " + name + " is not ready");
        }
        return facts;
    }

    private static void checkParent(TrainingSettings settings, BaseModels.Facts parent) {
        if (!parent.isAdapter()) {
            throw ApiException.invalidArgument(
                    settings.path() + "warm_start_from", "warm_start_from must be a LoRA addon");
        }
        if (settings.loraRank() > 0 && settings.loraRank() != parent.rank()) {
            throw ApiException.invalidArgument(
                    settings.path() + "lora_rank",
                    "lora_rank must be that of warm_start_from, which is " + parent.rank());
        }
    }

    private static void checkTunable(TrainingSpec<?> spec, BaseModels.Facts base) {
        var settings = spec.settings();
        if (!base.tuningRefusal().isEmpty()) {
            throw ApiException.invalidArgument(settings.path() + "base_model", base.tuningRefusal());
        }
        var full = settings.loraRank() == 0 && settings.warmStartFrom().isEmpty();
        if (!base.isTunable() || !full && !base.loraTunable()) {
            throw ApiException.invalidArgument(settings.path() + "base_model", UNSUPPORTED);
        }
        if (full && !base.fullParameterTunable()) {
            throw ApiException.invalidArgument(
                    settings.path() + "base_model",
                    "model is not tunable for " + spec.trainingMethod().name().toLowerCase(Locale.ROOT)
                            + " full-parameter fine-tuning");
        }
    }

    private static void checkForTrainingV2(TrainingSpec<?> spec) {
        var settings = spec.settings();
        refuseDeprecated(!settings.jinjaTemplate().isEmpty(), settings.path(), "jinja_template");
        refuseDeprecated(settings.batchSize() > 0, settings.path(), "batch_size");
        refuseDeprecated(settings.gradientAccumulationSteps() > 0, settings.path(), "gradient_accumulation_steps");
        spec.deprecatedFields().forEach(field -> refuseDeprecated(true, "", field));
        if (settings.maxContextLength() % CONTEXT_BLOCK != 0) {
            throw ApiException.invalidArgument(
                    settings.path() + "max_context_length",
                    "max_context_length " + settings.maxContextLength() + " must be divisible by " + CONTEXT_BLOCK);
        }
    }

    private static void refuseDeprecated(boolean given, String path, String field) {
        if (given) {
            throw ApiException.invalidArgument(path + field, field + " is deprecated and not supported by Training V2");
        }
    }
}
