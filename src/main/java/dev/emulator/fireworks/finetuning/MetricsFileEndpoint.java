package dev.emulator.fireworks.finetuning;

/** Where the metrics of a job are fetched. */
public record MetricsFileEndpoint(String signedUrl) {}
