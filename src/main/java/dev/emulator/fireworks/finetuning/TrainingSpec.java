package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.dataset.TrainingMethod;
import dev.emulator.fireworks.training.TrainingRun.Objective;
import dev.emulator.fireworks.types.AzureBlobStorageConfig;
import dev.emulator.fireworks.types.WandbConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client may write of any job that trains a model.
 *
 * @param <S> itself
 */
public interface TrainingSpec<S> {

    String displayName();

    String dataset();

    TrainingMethod trainingMethod();

    default Objective objective() {
        return Objective.LIKELIHOOD;
    }

    TrainingSettings settings();

    @Nullable
    WandbConfig wandbConfig();

    @Nullable
    AzureBlobStorageConfig azureBlobStorageConfig();

    /** Empty for none. */
    default String evaluationDataset() {
        return "";
    }

    /** Whether a part of the dataset is set aside for the evaluation. */
    default boolean evalAutoCarveout() {
        return false;
    }

    /** Whether the job stops when the loss no longer falls. */
    default boolean earlyStop() {
        return false;
    }

    /** Fields that are set, but not supported by the newer training backend, in proto spelling; without those that all trainings have. */
    default List<String> deprecatedFields() {
        return List.of();
    }

    /** Fills in what the client left open, and replaces every reference by its full name; what else the client set stays as it was sent. */
    S withDefaults(ResourceName job, TrainingDefaults defaults);
}
