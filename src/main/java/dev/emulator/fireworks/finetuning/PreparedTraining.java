package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.training.TrainingRun;

/**
 * A checked training of a new job: its inputs, its run and its plan.
 *
 * @param spec the specification with defaults
 * @param <S> the fields that clients can set
 */
public record PreparedTraining<S>(S spec, TrainingInputs.Inputs inputs, TrainingRun run, Plan plan) {}
