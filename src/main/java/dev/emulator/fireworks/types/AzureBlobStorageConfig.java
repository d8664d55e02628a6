package dev.emulator.fireworks.types;

/** How the service would reach a training set in Azure Blob Storage. */
public record AzureBlobStorageConfig(String credentialsSecret, String managedIdentityClientId, String tenantId) {}
