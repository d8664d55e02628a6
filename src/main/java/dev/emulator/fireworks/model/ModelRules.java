package dev.emulator.fireworks.model;

import dev.emulator.fireworks.aip.FieldViolation;
import dev.emulator.fireworks.model.Model.Kind;
import dev.emulator.fireworks.model.Model.Spec;
import dev.emulator.fireworks.validation.Validation;
import java.util.List;

/** The documented rules across the fields of a model. */
final class ModelRules {

    private ModelRules() {}

    static void check(Spec spec, Validation level, List<FieldViolation> violations) {
        if (!level.isService()) {
            return;
        }
        var kind = spec.kind();
        var isAddon = kind == Kind.HF_PEFT_ADDON || kind == Kind.HF_TEFT_ADDON;
        if (kind == Kind.HF_BASE_MODEL && spec.baseModelDetails() == null) {
            violations.add(new FieldViolation(
                    "base_model_details", "base_model_details is required if kind is HF_BASE_MODEL"));
        }
        if (kind != Kind.HF_BASE_MODEL && spec.baseModelDetails() != null) {
            violations.add(new FieldViolation(
                    "base_model_details", "base_model_details must not be set unless kind is HF_BASE_MODEL"));
        }
        if (isAddon && spec.peftDetails() == null) {
            violations.add(new FieldViolation("peft_details", "peft_details is required if kind is " + kind));
        }
        var peft = spec.peftDetails();
        if (isAddon && peft != null && peft.baseModel().isEmpty()) {
            violations.add(new FieldViolation("peft_details.base_model", "base_model is required"));
        }
        if (isAddon && peft != null && peft.targetModules().isEmpty()) {
            violations.add(new FieldViolation("peft_details.target_modules", "target_modules is required"));
        }
        if (kind == Kind.HF_TEFT_ADDON && spec.teftDetails() == null) {
            violations.add(new FieldViolation("teft_details", "teft_details is required if kind is HF_TEFT_ADDON"));
        }
        if (kind != Kind.HF_TEFT_ADDON && spec.teftDetails() != null) {
            violations.add(
                    new FieldViolation("teft_details", "teft_details must not be set unless kind is HF_TEFT_ADDON"));
        }
        if (!spec.defaultDraftModel().isEmpty() && spec.defaultDraftTokenCount() == 0) {
            violations.add(new FieldViolation(
                    "default_draft_token_count",
                    "default_draft_token_count must be specified if default_draft_model is specified"));
        }
    }
}
