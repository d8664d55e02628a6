package dev.emulator.fireworks.finetuning;

/** Where a job would log its training progress. Nothing is ever sent there. */
public record WandbConfig(boolean enabled, String apiKey, String project, String entity, String runId, String url) {}
