package dev.emulator.fireworks.deployedmodel;

import dev.emulator.fireworks.aip.ResourceName;

/**
 * The properties of a deployment that decide about the models in it.
 *
 * @param state as in the API
 * @param isReady whether models can be loaded
 * @param isOpen whether it is neither deleted nor failed
 * @param hasAddons whether it can hold LoRA addons beside its base model
 * @param mergesAddon whether a LoRA addon is merged into its base model, in place of the former one
 * @param isQuantized whether its precision cannot serve addons, which then load and never answer
 */
record HostDeployment(
        ResourceName name,
        String baseModel,
        String state,
        boolean isReady,
        boolean isOpen,
        boolean hasAddons,
        boolean mergesAddon,
        boolean isQuantized) {

    /** Whether a model that is loaded replaces the addons that were loaded before. */
    boolean replacesAddon(String model, boolean requested) {
        return (requested || mergesAddon) && !model.equals(baseModel);
    }

    /** Whether requests for a model in this deployment are answered. A merged addon has no name of its own. */
    boolean serves(String model) {
        return isReady && (model.equals(baseModel) || !isQuantized && !mergesAddon);
    }
}
