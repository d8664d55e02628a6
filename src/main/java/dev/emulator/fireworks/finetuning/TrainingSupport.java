package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.job.JobSupport;
import dev.emulator.fireworks.model.OutputModels;
import org.springframework.stereotype.Component;

/** The common dependencies of every {@link TrainedJobService}. */
@Component
public record TrainingSupport(JobSupport job, TrainingInputs inputs, OutputModels outputModels) {}
