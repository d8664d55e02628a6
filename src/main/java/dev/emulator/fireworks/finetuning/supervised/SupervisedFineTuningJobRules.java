package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.aip.FieldViolation;
import dev.emulator.fireworks.finetuning.supervised.SupervisedFineTuningJob.Spec;
import dev.emulator.fireworks.model.BaseModels;
import dev.emulator.fireworks.validation.Validation;
import java.util.List;

/** What a job must keep to across its fields. Texts the live service was seen to use are used as they were seen. */
final class SupervisedFineTuningJobRules {

    private static final int LARGEST_RANK = 64;

    private SupervisedFineTuningJobRules() {}

    static void check(Spec spec, Validation level, List<FieldViolation> violations) {
        if (level.isLenient()) {
            return;
        }
        if (!spec.baseModel().isEmpty() && !spec.warmStartFrom().isEmpty()) {
            violations.add(new FieldViolation(
                    "warm_start_from", "only one of base_model or warm_start_from should be specified"));
        }
        if (level.isService()) {
            checkAsTheServiceDoes(spec, violations);
        } else if (spec.loraRank() > BaseModels.LARGEST_RANK) {
            violations.add(
                    new FieldViolation("lora_rank", "lora_rank must not be greater than " + BaseModels.LARGEST_RANK));
        }
    }

    private static void checkAsTheServiceDoes(Spec spec, List<FieldViolation> violations) {
        if (spec.baseModel().isEmpty() && spec.warmStartFrom().isEmpty()) {
            violations.add(new FieldViolation("base_model", "one of base_model or warm_start_from must be specified"));
        }
        if (spec.loraRank() > LARGEST_RANK || Integer.bitCount(spec.loraRank()) > 1) {
            violations.add(new FieldViolation("lora_rank", "lora_rank must be a power of two up to " + LARGEST_RANK));
        }
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
        if (spec.mtpEnabled()) {
            violations.add(
                    new FieldViolation("mtp_enabled", "mtp_enabled is deprecated and not supported by Training V2"));
        }
    }
}
