package dev.emulator.fireworks.types;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A deployment in which a model is loaded. */
public record DeployedModelRef(
        String name,
        String deployment,
        DeployedModelState state,
        @JsonProperty("default") boolean isDefault,
        @JsonProperty("public") boolean isPublic) {}
