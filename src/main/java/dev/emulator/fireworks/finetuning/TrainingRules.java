package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.aip.FieldViolation;
import dev.emulator.fireworks.model.BaseModels;
import dev.emulator.fireworks.validation.Validation;
import java.util.List;

/** Rules across the fields of a training. Error texts that were observed on the live service are copied exactly. */
final class TrainingRules {

    private static final int LARGEST_RANK = 64;

    private TrainingRules() {}

    static void check(TrainingSpec<?> spec, Validation level, List<FieldViolation> violations) {
        if (level.isLenient()) {
            return;
        }
        var settings = spec.settings();
        if (!settings.baseModel().isEmpty() && !settings.warmStartFrom().isEmpty()) {
            violations.add(new FieldViolation(
                    settings.path() + "warm_start_from",
                    "only one of base_model or warm_start_from should be specified"));
        }
        if (level.isService()) {
            checkAsTheServiceDoes(settings, violations);
            checkConfigs(spec, violations);
        } else if (settings.loraRank() > BaseModels.LARGEST_RANK) {
            violations.add(new FieldViolation(
                    settings.path() + "lora_rank", "lora_rank must not be greater than " + BaseModels.LARGEST_RANK));
        }
    }

    private static void checkAsTheServiceDoes(TrainingSettings settings, List<FieldViolation> violations) {
        if (settings.baseModel().isEmpty() && settings.warmStartFrom().isEmpty()) {
            violations.add(new FieldViolation(
                    settings.path() + "base_model", "one of base_model or warm_start_from must be specified"));
        }
        if (settings.loraRank() > LARGEST_RANK || Integer.bitCount(settings.loraRank()) > 1) {
            violations.add(new FieldViolation(
                    settings.path() + "lora_rank", "lora_rank must be a power of two up to " + LARGEST_RANK));
        }
    }

    private static void checkConfigs(TrainingSpec<?> spec, List<FieldViolation> violations) {
        var wandb = spec.wandbConfig();
        if (wandb != null && wandb.enabled() && wandb.entity().isEmpty()) {
            violations.add(new FieldViolation("wandb_config.entity", "wandb entity is required when wandb is enabled"));
        }
        var azure = spec.azureBlobStorageConfig();
        if (azure != null
                && !azure.credentialsSecret().isEmpty()
                && !azure.managedIdentityClientId().isEmpty()) {
            violations.add(new FieldViolation(
                    "azure_blob_storage_config.managed_identity_client_id",
                    "managed_identity_client_id and credentials_secret are mutually exclusive"));
        }
    }
}
