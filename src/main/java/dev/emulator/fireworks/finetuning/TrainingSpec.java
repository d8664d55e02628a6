package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.dataset.TrainingMethod;
import dev.emulator.fireworks.training.TrainingRun.Objective;
import dev.emulator.fireworks.types.AzureBlobStorageConfig;
import dev.emulator.fireworks.types.WandbConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a job that trains a model that clients can set.
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

    /** Whether a part of the dataset is used for the evaluation instead of the training. */
    default boolean evalAutoCarveout() {
        return false;
    }

    /** Whether the job stops when the loss no longer falls. */
    default boolean earlyStop() {
        return false;
    }

    /** Names of set fields that Training V2 does not support, in proto spelling, except those in {@link TrainingSettings}. */
    default List<String> deprecatedFields() {
        return List.of();
    }

    /** Sets defaults for unset fields, and replaces references by full names. Other fields stay as they were sent. */
    S withDefaults(ResourceName job, TrainingDefaults defaults);
}
