package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.validation.SchemaLevel;
import jakarta.validation.constraints.PositiveOrZero;

/** Settings for generating a dataset with hidden states. They have no effect in the emulator. */
record HiddenStatesGenConfig(
        String deployedModel,

        @PositiveOrZero(message = "max_workers must not be negative", groups = SchemaLevel.class)
        int maxWorkers,

        @PositiveOrZero(message = "max_tokens must not be negative", groups = SchemaLevel.class)
        int maxTokens,

        @PositiveOrZero(message = "input_offset must not be negative", groups = SchemaLevel.class)
        int inputOffset,

        @PositiveOrZero(message = "input_limit must not be negative", groups = SchemaLevel.class)
        int inputLimit,

        @PositiveOrZero(message = "max_context_len must not be negative", groups = SchemaLevel.class)
        int maxContextLen,

        boolean regenerateAssistant,
        boolean outputActivations,
        String apiKey,
        String deploymentShape,

        @PositiveOrZero(message = "replica_count must not be negative", groups = SchemaLevel.class)
        int replicaCount) {}
