package dev.emulator.fireworks.finetuning;

/** The signed URL of a job's metrics. */
public record MetricsFileEndpoint(String signedUrl) {}
