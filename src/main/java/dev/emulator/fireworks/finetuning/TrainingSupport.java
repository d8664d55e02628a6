package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.job.JobSupport;
import dev.emulator.fireworks.model.OutputModels;
import org.springframework.stereotype.Component;

/** What every {@link TrainedJobService} is built on. */
@Component
public record TrainingSupport(JobSupport job, TrainingInputs inputs, OutputModels outputModels) {}
