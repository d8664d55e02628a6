package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.training.TrainingRun;

/**
 * What a new job will train, on what and how.
 *
 * @param spec with its defaults
 * @param <S> what a client may write
 */
public record PreparedTraining<S>(S spec, TrainingInputs.Inputs inputs, TrainingRun run, Plan plan) {}
