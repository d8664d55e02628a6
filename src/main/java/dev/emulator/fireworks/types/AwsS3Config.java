package dev.emulator.fireworks.types;

/** How the service would reach a training set in S3. */
public record AwsS3Config(String credentialsSecret, String iamRoleArn) {}
