package dev.emulator.fireworks.types;

/** Access to a training set in Azure Blob Storage. The emulator does not use it. */
public record AzureBlobStorageConfig(String credentialsSecret, String managedIdentityClientId, String tenantId) {}
